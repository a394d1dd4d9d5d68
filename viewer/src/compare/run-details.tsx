import { formatSeconds, type RunRecord } from 'sentilab/tracking';

/** What one run left behind. */
export function RunDetails({ run }: { readonly run: RunRecord }) {
  const { startedAt, finishedAt, wallSeconds, cpuSeconds, peakMemoryMiB } = run.timing;
  return (
    <>
      {run.findings !== undefined && run.findings.length > 0 && (
        <section aria-label="What the losses say">
          <h2>What the losses say</h2>
          <ul>
            {run.findings.map(({ kind, text }) => (
              <li key={kind}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {run.outcome.kind === 'failed' && run.outcome.error.stack !== undefined && (
        <section aria-label="Where it failed">
          <h2>Where it failed</h2>
          <pre>{run.outcome.error.stack}</pre>
        </section>
      )}
      <section aria-label="Times and files">
        <h2>Times and files</h2>
        <p>
          From {startedAt} to {finishedAt}: {formatSeconds(wallSeconds)}, {formatSeconds(cpuSeconds)} of CPU,
          at most {Math.round(peakMemoryMiB)} MiB.
        </p>
        {run.artifacts.length === 0 ? (
          <p class="muted">It left no files beside its record.</p>
        ) : (
          <ul>
            {run.artifacts.map(({ path, kind, bytes }) => (
              <li key={path}>
                {kind}: <code>{`results/${run.experiment}/${path}`}</code>{' '}
                <span class="muted">{Math.ceil(bytes / 1024).toLocaleString('en')} KiB</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <details class="record">
        <summary>The whole record</summary>
        <pre>{JSON.stringify(run, null, 2)}</pre>
      </details>
    </>
  );
}
