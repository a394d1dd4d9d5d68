import type { Numbers } from '../checks.ts';
import { countCells, type ConfusionCounts } from '../confusion.ts';
import type { MetricDefinition } from './metric.ts';

/**
 * Matthews correlation coefficient (1975): the correlation of truth and prediction, −1 … 1. 0 when one class only
 * occurs among the truths or the predictions, as scikit-learn has it.
 */
export function matthewsCorrelation(truth: Numbers, predicted: Numbers): number {
  return matthewsOfCells(countCells(truth, predicted));
}

/** The same out of counts. */
export function matthewsOfCells([[tn, fp], [fn, tp]]: ConfusionCounts): number {
  // Two roots multiplied instead of one of four factors: that product leaves 2^53 behind at 10,000 examples.
  const scale = Math.sqrt((tp + fp) * (tn + fn)) * Math.sqrt((tp + fn) * (tn + fp));
  return scale === 0 ? 0 : Math.min(1, Math.max(-1, (tp * tn - fp * fn) / scale));
}

/** Correlation of truth and prediction. */
export const matthewsCorrelationMetric: MetricDefinition = {
  name: 'mcc',
  title: 'Matthews correlation',
  direction: 'maximize',
  unit: '',
  range: [-1, 1],
  value: ({ cells }) => matthewsOfCells(cells),
};
