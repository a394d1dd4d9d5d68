import { foldSplit, splitDataset, type Dataset, type Split } from '../data/index.ts';
import type { RunConfig } from './run-config.ts';

/** The parts of a data set that a configuration wants: a split, or one fold of a cross-validation. */
export function splitData(
  dataset: Pick<Dataset, 'name' | 'examples'>,
  { split, fold }: Pick<RunConfig['data'], 'split' | 'fold'>,
): Split {
  return fold === undefined ? splitDataset(dataset, split) : foldSplit(dataset, split, fold);
}
