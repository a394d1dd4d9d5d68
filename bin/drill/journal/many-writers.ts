import path from 'node:path';
import { readJournal } from 'sentilab/tuning/node';
import { startWriter } from './start-writer.ts';

export interface WritersReport {
  readonly records: number;
  readonly expected: number;
  /** Lines that are damaged, records that are missing or out of order, writers that failed. */
  readonly faults: readonly string[];
}

/** So many processes append to one journal at the same time; one more is killed in the middle of it. */
export async function manyWriters(
  bundle: string,
  folder: string,
  { processes, appends }: { readonly processes: number; readonly appends: number },
): Promise<WritersReport> {
  const file = path.join(folder, 'shared.jsonl');
  const start = (writer: number, count: number): ReturnType<typeof startWriter> =>
    startWriter(bundle, { file, writer, appends: count, shared: true });
  const writers = Array.from({ length: processes }, (_, writer) => start(writer, appends));
  const victim = start(processes, 1e6);
  const words = Promise.all(writers.map(async (writer) => writer.next()));
  setTimeout(() => victim.pid !== undefined && process.kill(victim.pid, 'SIGKILL'), 1000);
  const faults = (await words).flatMap((word, writer) =>
    word?.done === appends ? [] : [`writer ${writer}: ${word?.error ?? 'ended'}`],
  );
  await Promise.all([victim, ...writers].map(async ({ exited }) => exited));
  const { events, damages } = readJournal(file);
  faults.push(...damages);
  if (events[0]?.seq !== 1) faults.push(`the first record is ${events[0]?.seq}: more than one header`);
  const seen = new Map<number, number>();
  events.forEach((event, i) => {
    if (event.event !== 'noted') return;
    const before = events[i - 1];
    if (before && event.seq !== before.seq + 1) faults.push(`record ${event.seq} follows ${before.seq}`);
    const next = seen.get(event.trial) ?? 0;
    if (event.key !== String(next)) faults.push(`writer ${event.trial}: ${event.key} instead of ${next}`);
    seen.set(event.trial, next + 1);
  });
  seen.delete(processes); // the one that was killed
  const records = [...seen.values()].reduce((sum, count) => sum + count, 0);
  return { records, expected: processes * appends, faults };
}
