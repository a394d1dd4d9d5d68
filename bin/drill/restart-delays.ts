import { openResults } from 'sentilab/tracking/node';
import { readJournal } from 'sentilab/tuning/node';

/**
 * How long each start took until the sweep's next trial began, in ms, by the times in the journals. A start that was killed
 * before that has none.
 *
 * @param starts times in ms since 1970, ascending
 * @param counts whether a start, by its place, is one to measure; the others only end the one before. Default: all
 */
export function restartDelays(
  resultsRoot: string,
  experiment: string,
  starts: readonly number[],
  counts: (place: number) => boolean = () => true,
): number[] {
  const begun = openResults(resultsRoot)
    .listJournals(experiment)
    .flatMap(({ file }) => readJournal(file).events.filter(({ event }) => event === 'started'))
    .map(({ time }) => Date.parse(time))
    .sort((a, b) => a - b);
  return starts.flatMap((start, i) => {
    const first = begun.find((time) => time >= start);
    return !counts(i) || first === undefined || first >= (starts[i + 1] ?? Infinity) ? [] : [first - start];
  });
}

/** The value that 95 % do not exceed (nearest rank); null without values. */
export function percentile95(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? null;
}
