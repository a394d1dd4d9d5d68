/** A median and what is known of its precision. */
export interface MedianInterval {
  readonly median: number;
  /** At least 95 % sure to hold the median, by order statistics; the whole range where that takes more values. */
  readonly interval: readonly [low: number, high: number];
}

/** Median of independent values with an interval that assumes nothing about their distribution. */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const at = (k: number): number => sorted[k] as number;
  const upper = n >> 1;
  // The largest k with P(Bin(n, 1/2) < k) ≤ 0.025: the k-th value from either end.
  let k = 0;
  let chance = 0.5 ** n;
  for (let below = chance; below <= 0.025 && k < upper;) {
    k += 1;
    chance *= (n - k + 1) / k;
    below += chance;
  }
  const low = Math.max(k - 1, 0);
  return {
    median: n % 2 === 1 ? at(upper) : (at(upper - 1) + at(upper)) / 2,
    interval: [at(low), at(n - 1 - low)],
  };
}
