/** Metrics of binary classification on plain and typed arrays. Runs in a browser. */
export type { Numbers } from './checks.ts';
export { predictedLabels } from './predicted-labels.ts';
export { accuracy } from './accuracy.ts';
export { precisionRecallF1 } from './precision-recall-f1.ts';
export type { PrecisionRecallF1 } from './precision-recall-f1.ts';
export { logLoss, FLOAT32_EPSILON } from './log-loss.ts';
export { brierScore } from './brier-score.ts';
export { rocAuc } from './roc-auc.ts';
export { confusion, countCells } from './confusion.ts';
export type { Confusion, ConfusionCounts, ConfusionExample, ConfusionOptions } from './confusion.ts';
export { majorityBaseline } from './majority-baseline.ts';
export type { MajorityBaseline } from './majority-baseline.ts';
export { wilsonInterval } from './wilson-interval.ts';
export type { Interval } from './wilson-interval.ts';
export { normalQuantile } from './normal-quantile.ts';
export { classificationMetrics } from './classification-metrics.ts';
export type { MetricValue } from './classification-metrics.ts';
