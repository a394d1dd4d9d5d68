import { checkProbabilities, type Numbers } from '../checks.ts';
import type { MetricDefinition } from './metric.ts';

/** Probabilities computed in 32-bit floats are at best this far from 0 and 1: `epsilon` for a network's output. */
export const FLOAT32_EPSILON = 2 ** -23;

/**
 * Mean negative log-likelihood of the true classes (binary cross-entropy), in nats.
 *
 * @param probabilities of the positive class
 * @param epsilon probabilities are kept this far from 0 and 1, so that one saturated mistake costs much but not
 *   infinity. Default 2^-52 as scikit-learn does for 64-bit floats; use `FLOAT32_EPSILON` for 32-bit ones.
 */
export function logLoss(truth: Numbers, probabilities: Numbers, epsilon: number = Number.EPSILON): number {
  checkProbabilities(truth, probabilities);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += surprise(truth[i], probabilities[i] ?? NaN, epsilon);
  return sum / truth.length;
}

/** Mean negative log-likelihood with `FLOAT32_EPSILON`: models give 32-bit probabilities. */
export const logLossMetric: MetricDefinition = {
  name: 'loss',
  title: 'Log loss',
  direction: 'minimize',
  unit: 'nats',
  range: [0, -Math.log(FLOAT32_EPSILON)],
  value({ examples: { truth, probabilities }, weights, total }) {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] ?? 0;
      if (weight > 0) sum += weight * surprise(truth[i], probabilities[i] ?? NaN, FLOAT32_EPSILON);
    }
    return sum / total;
  },
};

function surprise(truth: number | undefined, probability: number, epsilon: number): number {
  const p = Math.min(1 - epsilon, Math.max(epsilon, probability));
  return truth === 1 ? -Math.log(p) : -Math.log1p(-p);
}
