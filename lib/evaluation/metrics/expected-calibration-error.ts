import { binOfWidth } from '../calibration/bin-edges.ts';
import type { MetricDefinition } from './metric.ts';

/** Bins of the metric in records and reports (Guo et al. 2017 and most papers since). */
export const CALIBRATION_BINS = 15;

/**
 * Expected calibration error of the positive class's probability: how far, on average, the stated probability is from
 * the share of positive examples among those it was stated of, in 15 bins of equal width. `calibration` has more.
 */
export const calibrationErrorMetric: MetricDefinition = {
  name: 'ece',
  title: 'Calibration error (ECE, 15 bins)',
  direction: 'minimize',
  unit: 'fraction',
  range: [0, 1],
  value({ examples: { truth, probabilities }, weights, total }) {
    const excess = new Float64Array(CALIBRATION_BINS);
    for (let i = 0; i < weights.length; i++) {
      const p = probabilities[i] ?? NaN;
      const bin = binOfWidth(p, CALIBRATION_BINS);
      excess[bin] = (excess[bin] ?? 0) + (weights[i] ?? 0) * ((truth[i] ?? 0) - p);
    }
    return excess.reduce((sum, value) => sum + Math.abs(value), 0) / total;
  },
};
