import { calibration, confusion } from '../evaluation/index.ts';
import type { Numbers } from '../evaluation/index.ts';
import type { Prepared } from './prepare.ts';
import type { RunResult } from './run-result.ts';

/** Enough to see a bend, few enough to rest on some dozens of examples each. */
const BINS = 10;

/** Counts, examples and reliability of the test part; null when it is empty. */
export function testConfusion(
  { dataset, split }: Pick<Prepared, 'dataset' | 'split'>,
  probabilities: Numbers,
): RunResult['confusion'] {
  if (split.test.length === 0) return null;
  const { labels, counts, examples } = confusion(split.test, probabilities, { labels: dataset.labels });
  const { bins } = calibration(
    split.test.map(({ label }) => label),
    probabilities,
    { bins: BINS, binning: 'mass' },
  );
  const reliability = bins.map(({ count, stated, observed, interval: { low, high } }) => ({
    ...{ count, stated, observed },
    ...{ low, high },
  }));
  return { part: 'test', labels, counts, examples, reliability };
}
