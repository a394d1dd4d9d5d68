import { checkBinary, checkLabels, type Numbers } from '../checks.ts';
import { normalProbability } from '../normal-probability.ts';

/** McNemar's test of two models on the same examples. */
export interface McNemar {
  /** Examples that only the first model gets right. */
  readonly onlyFirst: number;
  /** Examples that only the second model gets right. */
  readonly onlySecond: number;
  /** Two-sided exact binomial p; 1 when the two never disagree. The one to use. */
  readonly exact: number;
  /** χ² with Edwards' continuity correction (1948), one degree of freedom; 0 when the two never disagree. */
  readonly chiSquared: number;
  /** p of `chiSquared`: an approximation, good from some 25 disagreements on. */
  readonly corrected: number;
}

/**
 * Whether two models are wrong equally often (McNemar 1947). Only examples on which exactly one of them is right tell
 * anything.
 */
export function mcnemar(truth: Numbers, first: Numbers, second: Numbers): McNemar {
  checkLabels(truth, first, 'first');
  checkLabels(truth, second, 'second');
  checkBinary(first, 'first');
  checkBinary(second, 'second');
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < truth.length; i++) {
    if (first[i] === second[i]) continue;
    if (first[i] === truth[i]) onlyFirst++;
    else onlySecond++;
  }
  return mcnemarOfCounts(onlyFirst, onlySecond);
}

/** The same out of the two counts. */
export function mcnemarOfCounts(onlyFirst: number, onlySecond: number): McNemar {
  const disagreements = onlyFirst + onlySecond;
  // Without |b − c| ≥ 1 the correction would make the statistic larger instead of smaller.
  const distance = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
  const chiSquared = disagreements === 0 ? 0 : distance ** 2 / disagreements;
  return {
    onlyFirst,
    onlySecond,
    exact: Math.min(1, 2 * fairTail(Math.min(onlyFirst, onlySecond), disagreements)),
    chiSquared,
    corrected: chiSquared === 0 ? 1 : 2 * normalProbability(-Math.sqrt(chiSquared)),
  };
}

/**
 * Chance of at most `heads` heads in `tosses` tosses of a fair coin. Summed from the largest term downwards; jstat's
 * incomplete beta function is right to 7 digits only, and its sum leaves the range of numbers at 1,100 tosses.
 */
function fairTail(heads: number, tosses: number): number {
  let logTerm = -tosses * Math.LN2;
  for (let i = 1; i <= heads; i++) logTerm += Math.log((tosses - heads + i) / i);
  let term = 1;
  let sum = 0;
  for (let k = heads; k >= 0 && term > 0; k--) {
    sum += term;
    term *= k / (tosses - k + 1);
  }
  return Math.exp(logTerm) * sum;
}
