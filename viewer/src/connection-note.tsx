import type { Connection } from './use-changes.ts';

/** Whether what is on the screen follows the results. */
export function ConnectionNote({
  connection,
  running,
}: {
  readonly connection: Connection;
  readonly running: boolean;
}) {
  if (connection === 'file') return <p class="connection muted">exported</p>;
  if (connection === 'lost')
    return (
      <p class="connection lost" role="status">
        ● not connected, trying again
      </p>
    );
  return (
    <p class={`connection ${running ? 'running' : ''}`} role="status">
      ● {running ? 'running, live' : 'live'}
    </p>
  );
}
