import type { Numbers } from '../checks.ts';
import { countCells } from '../confusion.ts';
import type { MetricDefinition } from './metric.ts';
import { ratio } from './ratio.ts';

/** Of the negative ones, how many were called negative: the recall of class 0, and 0 when there are none. */
export function specificity(truth: Numbers, predicted: Numbers): number {
  const [[right, wrong]] = countCells(truth, predicted);
  return ratio(right, right + wrong);
}

/** Recall of the negative class. */
export const specificityMetric: MetricDefinition = {
  name: 'specificity',
  title: 'Specificity',
  direction: 'maximize',
  unit: 'fraction',
  range: [0, 1],
  value: ({ cells: [[right, wrong]] }) => ratio(right, right + wrong),
};
