import { checkProbabilities, type Numbers } from '../checks.ts';
import type { MetricDefinition } from './metric.ts';

/** Mean squared distance between probability and outcome (Brier 1950), 0 … 1; 0.25 for always saying one half. */
export function brierScore(truth: Numbers, probabilities: Numbers): number {
  checkProbabilities(truth, probabilities);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += ((probabilities[i] ?? NaN) - (truth[i] ?? NaN)) ** 2;
  return sum / truth.length;
}

/** Mean squared distance between probability and outcome. */
export const brierMetric: MetricDefinition = {
  name: 'brier',
  title: 'Brier score',
  direction: 'minimize',
  unit: '',
  range: [0, 1],
  value({ examples: { truth, probabilities }, weights, total }) {
    let sum = 0;
    for (let i = 0; i < weights.length; i++)
      sum += (weights[i] ?? 0) * ((probabilities[i] ?? NaN) - (truth[i] ?? NaN)) ** 2;
    return sum / total;
  },
};
