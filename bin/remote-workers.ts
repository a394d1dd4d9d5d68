import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Executor } from 'sentilab/tuning';
import { codeVersion } from 'sentilab/experiment/node';
import { RedisExecutor } from 'sentilab/tuning/node';

/**
 * Gives trials to `npm run worker` on any machine. Results that come too late change nothing: they are written to
 * late-results.jsonl beside the runs, one JSON object per line.
 *
 * @throws as `RedisExecutor.connect`
 */
export async function remoteWorkers(options: {
  readonly url: string;
  /** Trials given out at the same time; undefined: the executor's default. */
  readonly jobs: number | undefined;
  /** The experiment's folder. */
  readonly folder: string;
  readonly say: (text: string) => void;
}): Promise<Executor> {
  const { url, jobs, folder, say } = options;
  const executor = await RedisExecutor.connect({
    url,
    session: randomUUID(),
    version: await codeVersion(),
    ...(jobs !== undefined && { jobs }),
    onReturned: (runId, reason) => say(`A worker gave ${runId} back: ${reason}`),
    onLate: (late) => {
      fs.mkdirSync(folder, { recursive: true });
      const line = JSON.stringify({ at: new Date().toISOString(), ...late });
      fs.appendFileSync(path.join(folder, 'late-results.jsonl'), `${line}\n`);
      say(
        `A late ${late.what} of ${late.runId} was ignored: ` +
          (late.current === 0 ? 'it had been given up.' : `token ${late.token}, ${late.current} counts.`),
      );
    },
  });
  say(`Trials wait for workers, ${executor.capacity} at a time: npm run worker -- redis://… on any machine.`);
  return executor;
}
