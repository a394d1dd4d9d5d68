import { confusion } from '../evaluation/index.ts';
import type { Numbers } from '../evaluation/index.ts';
import type { Prepared } from './prepare.ts';
import type { RunResult } from './run-result.ts';

/** Counts and examples of the test part; null when it is empty. */
export function testConfusion(
  { dataset, split }: Pick<Prepared, 'dataset' | 'split'>,
  probabilities: Numbers,
): RunResult['confusion'] {
  if (split.test.length === 0) return null;
  const { labels, counts, examples } = confusion(split.test, probabilities, { labels: dataset.labels });
  return { part: 'test', labels, counts, examples };
}
