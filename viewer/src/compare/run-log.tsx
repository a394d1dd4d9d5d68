import type { RunRecord } from 'sentilab/tracking';
import type { LogLine } from '../api-types.ts';
import { useAnswer } from '../use-answer.ts';

/** Lines are kept by second: what was said just before the run's own time belongs to it. */
const AROUND = 2000;

/** What was said while a run trained, where a log was kept: `npm run train` does. */
export function RunLog({ name, run }: { readonly name: string; readonly run: RunRecord }) {
  const [answer] = useAnswer<readonly LogLine[]>(`api/experiments/${encodeURIComponent(name)}/log`);
  if (answer.state !== 'ready') return null;
  const [from, to] = [run.timing.startedAt, run.timing.finishedAt].map((time) => Date.parse(time));
  const own = answer.value.filter(({ time, level }) => {
    const at = Date.parse(time);
    return level !== 'debug' && at >= (from ?? NaN) - AROUND && at <= (to ?? NaN) + AROUND;
  });
  if (own.length === 0) return null;
  return (
    <section aria-label="Log">
      <h2>Log</h2>
      <pre tabIndex={0}>
        {own
          .map(
            ({ time, level, message }) =>
              `${time.slice(11, 19)} ${level === 'info' ? '' : `${level}: `}${message}`,
          )
          .join('\n')}
      </pre>
      <p class="muted">
        All of it: <code>results/{name}/log.jsonl</code>
      </p>
    </section>
  );
}
