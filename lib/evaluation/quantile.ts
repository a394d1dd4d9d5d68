import type { Numbers } from './checks.ts';

/**
 * Quantile of ascending values with linear interpolation (type 7 of Hyndman & Fan 1996, the default of NumPy and R).
 *
 * @param sorted at least one value, ascending
 * @param place 0 … 1
 */
export function quantileOf(sorted: Numbers, place: number): number {
  const at = place * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  const share = at - below;
  // As NumPy does: from the nearer end, so that the result is exact at both.
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}
