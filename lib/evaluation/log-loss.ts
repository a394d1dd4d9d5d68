import { checkProbabilities, type Numbers } from './checks.ts';

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
  for (let i = 0; i < truth.length; i++) {
    const p = Math.min(1 - epsilon, Math.max(epsilon, probabilities[i] ?? NaN));
    sum -= truth[i] === 1 ? Math.log(p) : Math.log1p(-p);
  }
  return sum / truth.length;
}
