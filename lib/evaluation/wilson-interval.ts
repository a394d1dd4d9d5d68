import { UserError } from '../errors/index.ts';
import { normalQuantile } from './normal-quantile.ts';

/** Both ends of a confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval (1927, no continuity correction) for a fraction such as accuracy. Unlike the normal
 * approximation it never leaves 0 … 1 and still holds near the ends.
 *
 * @param successes how many of `trials` were right
 * @param confidence default 0.95
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  if (!Number.isInteger(trials) || trials < 1)
    throw new UserError('An interval needs at least one trial.', { field: 'trials', value: trials });
  if (!Number.isInteger(successes) || successes < 0 || successes > trials)
    throw new UserError(`Successes are a whole number from 0 to ${trials}.`, {
      field: 'successes',
      value: successes,
    });
  if (!(confidence > 0 && confidence < 1))
    throw new UserError('A confidence lies between 0 and 1.', { field: 'confidence', value: confidence });
  const z = normalQuantile(0.5 + confidence / 2);
  const p = successes / trials;
  const spread = 1 + (z * z) / trials;
  const centre = (p + (z * z) / (2 * trials)) / spread;
  const half = (z / spread) * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half), // exactly 0 and 1 at the ends, not 1e-17 beside them
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
