import { areaUnderRiskCoverage } from '../curves/risk-coverage.ts';
import type { MetricDefinition } from './metric.ts';

/**
 * Area under the risk-coverage curve (Geifman & El-Yaniv 2017): the error rate among the k surest predictions, averaged
 * over every k. Small when the model is right where it is sure; `riskCoverage` gives the curve.
 */
export const riskCoverageAreaMetric: MetricDefinition = {
  name: 'aurc',
  title: 'Area under risk-coverage (AURC)',
  direction: 'minimize',
  unit: '',
  range: [0, 1],
  value: ({ examples, weights }) =>
    areaUnderRiskCoverage(
      (i) => (examples.truth[i] === examples.predicted[i] ? 0 : 1),
      examples.byConfidence,
      weights,
    ),
};
