import { accuracy } from './accuracy.ts';
import { brierScore } from './brier-score.ts';
import type { Numbers } from './checks.ts';
import { FLOAT32_EPSILON, logLoss } from './log-loss.ts';
import { precisionRecallF1 } from './precision-recall-f1.ts';
import { predictedLabels } from './predicted-labels.ts';
import { rocAuc } from './roc-auc.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** A value that says which way is better and what it is measured in; the shape that run records hold. */
export interface MetricValue {
  readonly value: number;
  readonly direction: 'minimize' | 'maximize';
  readonly unit: string;
}

/**
 * Every metric of one part of the data, named `<part>/<name>`: accuracy with the ends of its 95 % Wilson interval,
 * precision, recall and F1 of the positive class, log loss, Brier score and, when both classes occur, ROC-AUC.
 *
 * @param part `validation`, `test`, …
 * @param probabilities of the positive class
 * @param threshold positive from this probability on; default 0.5
 */
export function classificationMetrics(
  part: string,
  truth: Numbers,
  probabilities: Numbers,
  threshold = 0.5,
): Record<string, MetricValue> {
  const loss = logLoss(truth, probabilities, FLOAT32_EPSILON); // checks the input first
  const predicted = predictedLabels(probabilities, threshold);
  const right = accuracy(truth, predicted);
  const interval = wilsonInterval(Math.round(right * truth.length), truth.length);
  const { precision, recall, f1 } = precisionRecallF1(truth, predicted);
  const auc = rocAuc(truth, probabilities);
  const more = (value: number): MetricValue => ({ value, direction: 'maximize', unit: 'fraction' });
  const metrics: Record<string, MetricValue> = {
    accuracy: more(right),
    accuracyLow: more(interval.low),
    accuracyHigh: more(interval.high),
    precision: more(precision),
    recall: more(recall),
    f1: more(f1),
    loss: { value: loss, direction: 'minimize', unit: 'nats' },
    brier: { value: brierScore(truth, probabilities), direction: 'minimize', unit: 'fraction' },
    ...(auc === null ? {} : { rocAuc: more(auc) }),
  };
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [`${part}/${name}`, metric]));
}
