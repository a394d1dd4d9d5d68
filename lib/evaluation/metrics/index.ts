import { accuracyMetric } from './accuracy.ts';
import { averagePrecisionMetric } from './average-precision.ts';
import { balancedAccuracyMetric } from './balanced-accuracy.ts';
import { brierMetric } from './brier-score.ts';
import { cohensKappaMetric } from './cohens-kappa.ts';
import { calibrationErrorMetric } from './expected-calibration-error.ts';
import { logLossMetric } from './log-loss.ts';
import { matthewsCorrelationMetric } from './matthews-correlation.ts';
import type { MetricDefinition } from './metric.ts';
import { f1Metric, precisionMetric, recallMetric } from './precision-recall-f1.ts';
import { riskCoverageAreaMetric } from './risk-coverage-area.ts';
import { rocAucMetric } from './roc-auc.ts';
import { specificityMetric } from './specificity.ts';

/** Every metric, in the order reports show them: decisions first, then rankings, then probabilities. */
export const METRICS = [
  accuracyMetric,
  balancedAccuracyMetric,
  precisionMetric,
  recallMetric,
  specificityMetric,
  f1Metric,
  matthewsCorrelationMetric,
  cohensKappaMetric,
  rocAucMetric,
  averagePrecisionMetric,
  logLossMetric,
  brierMetric,
  calibrationErrorMetric,
  riskCoverageAreaMetric,
] as const satisfies readonly MetricDefinition[];
