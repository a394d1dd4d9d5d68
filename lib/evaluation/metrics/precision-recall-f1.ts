import { countCells, type ConfusionCounts } from '../confusion.ts';
import type { Numbers } from '../checks.ts';
import type { MetricDefinition } from './metric.ts';
import { ratio } from './ratio.ts';

/** Fractions from 0 to 1, for one class taken as the one looked for. */
export interface PrecisionRecallF1 {
  /** Of those predicted so, how many are; 0 when nothing was predicted so (as scikit-learn's `zero_division=0`). */
  readonly precision: number;
  /** Of those that are so, how many were found; 0 when there are none. */
  readonly recall: number;
  /** Harmonic mean of both; 0 when both are 0. */
  readonly f1: number;
}

/**
 * Precision, recall and F1 of one class.
 *
 * @param positiveClass the class looked for; default 1
 */
export function precisionRecallF1(
  truth: Numbers,
  predicted: Numbers,
  positiveClass: 0 | 1 = 1,
): PrecisionRecallF1 {
  return ofCells(countCells(truth, predicted), positiveClass);
}

function ofCells(cells: ConfusionCounts, positiveClass: 0 | 1 = 1): PrecisionRecallF1 {
  const other = positiveClass === 1 ? 0 : 1;
  const found = cells[positiveClass][positiveClass];
  const missed = cells[positiveClass][other];
  const wrongly = cells[other][positiveClass];
  return {
    precision: ratio(found, found + wrongly),
    recall: ratio(found, found + missed),
    f1: ratio(2 * found, 2 * found + missed + wrongly),
  };
}

const common = { direction: 'maximize', unit: 'fraction', range: [0, 1] } as const;

/** Of those called positive, how many are. */
export const precisionMetric: MetricDefinition = {
  ...common,
  name: 'precision',
  title: 'Precision',
  value: ({ cells }) => ofCells(cells).precision,
};

/** Of the positive ones, how many were found; also called sensitivity. */
export const recallMetric: MetricDefinition = {
  ...common,
  name: 'recall',
  title: 'Recall (sensitivity)',
  value: ({ cells }) => ofCells(cells).recall,
};

/** Harmonic mean of precision and recall. */
export const f1Metric: MetricDefinition = {
  ...common,
  name: 'f1',
  title: 'F1',
  value: ({ cells }) => ofCells(cells).f1,
};
