import type { Numbers } from '../checks.ts';
import { countCells, type ConfusionCounts } from '../confusion.ts';
import type { MetricDefinition } from './metric.ts';

/**
 * Mean of the classes' recalls: what accuracy would be with as many positive examples as negative ones. A class that
 * does not occur is left out of the mean, as scikit-learn does.
 */
export function balancedAccuracy(truth: Numbers, predicted: Numbers): number {
  return ofCells(countCells(truth, predicted));
}

function ofCells([[trueNegative, falsePositive], [falseNegative, truePositive]]: ConfusionCounts): number {
  const negatives = trueNegative + falsePositive;
  const positives = falseNegative + truePositive;
  if (negatives === 0) return truePositive / positives;
  if (positives === 0) return trueNegative / negatives;
  return (trueNegative / negatives + truePositive / positives) / 2;
}

/** Mean of both recalls. */
export const balancedAccuracyMetric: MetricDefinition = {
  name: 'balancedAccuracy',
  title: 'Balanced accuracy',
  direction: 'maximize',
  unit: 'fraction',
  range: [0, 1],
  value: ({ cells }) => ofCells(cells),
};
