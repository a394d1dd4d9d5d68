import { UserError } from '../../errors/index.ts';
import type { Numbers } from '../checks.ts';
import { normalProbability } from '../normal-probability.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { quantileOf } from '../quantile.ts';
import type { Interval } from '../wilson-interval.ts';

/** `percentile`: the quantiles of the replicates. `bca`: corrected for bias and skewness (Efron 1987). */
export type BootstrapMethod = 'percentile' | 'bca';

/** What the correction needs besides the replicates. */
export interface BcaFacts {
  /** The value on the data themselves. */
  readonly observed: number;
  /** The value without each example (or block of examples) in turn. */
  readonly jackknife: Numbers;
}

/** The percentile interval of bootstrap replicates. */
export function percentileInterval(replicates: Numbers, confidence = 0.95): Interval {
  const sorted = check(replicates, confidence);
  const tail = (1 - confidence) / 2;
  return { low: quantileOf(sorted, tail), high: quantileOf(sorted, 1 - tail) };
}

/**
 * The bias-corrected and accelerated interval (Efron 1987), as `scipy.stats.bootstrap` computes it.
 *
 * @returns null where it is not defined: all replicates lie on one side of the observed value, or nothing varies
 */
export function bcaInterval(replicates: Numbers, facts: BcaFacts, confidence = 0.95): Interval | null {
  const sorted = check(replicates, confidence);
  const { observed, jackknife } = facts;
  let below = 0;
  let equal = 0;
  for (const value of sorted) {
    if (value < observed) below++;
    else if (value === observed) equal++;
  }
  const bias = normalQuantile((below + equal / 2) / sorted.length);
  if (!Number.isFinite(bias)) return null;
  const mean = Array.from(jackknife).reduce((sum, value) => sum + value, 0) / jackknife.length;
  let cubes = 0;
  let squares = 0;
  for (let i = 0; i < jackknife.length; i++) {
    const influence = mean - (jackknife[i] ?? NaN);
    squares += influence ** 2;
    cubes += influence ** 3;
  }
  if (!(squares > 0)) return null;
  const acceleration = cubes / (6 * squares ** 1.5);
  const z = normalQuantile((1 - confidence) / 2);
  const place = (shift: number): number =>
    normalProbability(bias + (bias + shift) / (1 - acceleration * (bias + shift)));
  return { low: quantileOf(sorted, place(z)), high: quantileOf(sorted, place(-z)) };
}

function check(replicates: Numbers, confidence: number): Float64Array {
  if (!(confidence > 0 && confidence < 1))
    throw new UserError('A confidence lies between 0 and 1.', { field: 'confidence', value: confidence });
  if (replicates.length < 2)
    throw new UserError('An interval needs at least two replicates.', {
      field: 'replicates',
      value: replicates.length,
      fix: 'Draw more, 1,000 or so.',
    });
  return Float64Array.from(replicates).sort();
}
