import type { Numbers } from './checks.ts';
import { METRICS } from './metrics/index.ts';
import { ScoredExamples } from './metrics/scored-examples.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** A value that says which way is better and what it is measured in; the shape that run records hold. */
export interface MetricValue {
  readonly value: number;
  readonly direction: 'minimize' | 'maximize';
  readonly unit: string;
}

/**
 * Every metric of one part of the data, named `<part>/<name>`: all of `METRICS` that are defined on it (ROC-AUC is not
 * when one class only occurs), and the ends of the accuracy's 95 % Wilson interval.
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
  const sample = new ScoredExamples(truth, probabilities, threshold).all();
  const { cells, total } = sample;
  const interval = wilsonInterval(cells[0][0] + cells[1][1], total);
  const ends = { direction: 'maximize', unit: 'fraction' } as const;
  return Object.fromEntries(
    METRICS.flatMap((metric): [string, MetricValue][] => {
      const value = metric.value(sample);
      if (value === null) return [];
      const { name, direction, unit } = metric;
      const entry: [string, MetricValue] = [`${part}/${name}`, { value, direction, unit }];
      if (name !== 'accuracy') return [entry];
      return [
        entry,
        [`${part}/accuracyLow`, { value: interval.low, ...ends }],
        [`${part}/accuracyHigh`, { value: interval.high, ...ends }],
      ];
    }),
  );
}
