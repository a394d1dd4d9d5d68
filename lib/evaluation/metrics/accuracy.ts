import { countCells, type ConfusionCounts } from '../confusion.ts';
import type { Numbers } from '../checks.ts';
import type { MetricDefinition } from './metric.ts';

const ofCells = ([[a, b], [c, d]]: ConfusionCounts): number => (a + d) / (a + b + c + d);

/** Fraction of predicted classes that are right, 0 … 1. */
export function accuracy(truth: Numbers, predicted: Numbers): number {
  return ofCells(countCells(truth, predicted));
}

/** Fraction of right predictions. */
export const accuracyMetric: MetricDefinition = {
  name: 'accuracy',
  title: 'Accuracy',
  direction: 'maximize',
  unit: 'fraction',
  range: [0, 1],
  value: ({ cells }) => ofCells(cells),
};
