/** Quantiles that the report states. */
export const QUANTILES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1] as const;

/**
 * Quantiles by linear interpolation between order statistics, numpy's default (Hyndman & Fan 1996, type 7).
 *
 * @param values in any order; none gives zeros
 * @param at 0 … 1
 */
export function quantiles(values: ArrayLike<number>, at: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return at.map((q) => {
    const place = q * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? 0;
    const high = sorted[Math.ceil(place)] ?? 0;
    return low + (high - low) * (place - Math.floor(place));
  });
}
