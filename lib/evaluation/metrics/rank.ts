import { UserError } from '../../errors/index.ts';
import type { Numbers } from '../checks.ts';

/** Places of values in ascending order, equal values together. */
export interface Ranking {
  /** Indices of the values, smallest value first; equal ones in the order of their indices. */
  readonly order: Uint32Array;
  /** Where in `order` each run of equal values ends (exclusive), ascending; the last one is the length. */
  readonly ends: Uint32Array;
}

/**
 * Ranks values and says which are tied.
 *
 * @param values any numbers but NaN
 * @param field how messages call them; default `scores`
 */
export function rank(values: Numbers, field = 'scores'): Ranking {
  const sorted = Float64Array.from(values);
  const bad = sorted.findIndex((value) => Number.isNaN(value));
  if (bad >= 0) throw new UserError('A score is a number.', { field: `${field}[${bad}]`, value: NaN });
  const order = Uint32Array.from(sorted, (_, i) => i);
  order.sort((a, b) => (sorted[a] ?? 0) - (sorted[b] ?? 0) || a - b);
  const ends: number[] = [];
  for (let at = 1; at <= order.length; at++)
    if (at === order.length || sorted[order[at] ?? 0] !== sorted[order[at - 1] ?? 0]) ends.push(at);
  return { order, ends: Uint32Array.from(ends) };
}
