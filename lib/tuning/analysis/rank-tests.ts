import jstat from 'jstat';

/** Whether one sample lies lower than another, by ranks alone. */
export interface MannWhitney {
  /** So many pairs have the first sample's value higher; ties count half. */
  readonly u: number;
  /** Two-sided: as far from even, or farther, by chance alone. */
  readonly p: number;
}

/** At most so many values in the smaller sample, and no ties: the p-value is counted and not approximated. */
const MOST_COUNTED = 8;

/**
 * Mann & Whitney's test (1947), as SciPy decides: counted when a sample has at most eight values and nothing is tied, else the
 * normal approximation with corrections for ties and continuity. NaN with an empty sample.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitney {
  const [m, n] = [a.length, b.length];
  if (m === 0 || n === 0) return { u: NaN, p: NaN };
  const u = higherPairs(a, b);
  const far = Math.max(u, m * n - u);
  const ties = tieSizes([...a, ...b]);
  if (Math.min(m, n) <= MOST_COUNTED && ties.every((size) => size === 1))
    return { u, p: Math.min(1, 2 * countedTail(m, n, far)) };
  const all = m + n;
  const tied = ties.reduce((sum, size) => sum + size ** 3 - size, 0) / (all * (all - 1));
  const deviation = Math.sqrt(((m * n) / 12) * (all + 1 - tied));
  if (deviation === 0) return { u, p: 1 };
  const z = (far - (m * n) / 2 - 0.5) / deviation;
  return { u, p: Math.min(1, 2 * jstat.normal.cdf(-z, 0, 1)) };
}

/** Probability that a run of `a` ends lower than one of `b` (Vargha & Delaney's A12, 2000), ties half; NaN without runs. */
export function probabilityLower(a: readonly number[], b: readonly number[]): number {
  return 1 - higherPairs(a, b) / (a.length * b.length);
}

/**
 * Borda's count: mean rank of each method over the tasks, 1 the lowest value, ties share their mean rank.
 *
 * @param values by task, then by method; less is better
 */
export function bordaRanks(values: readonly (readonly number[])[]): number[] {
  const methods = values[0]?.length ?? 0;
  const sums = new Array<number>(methods).fill(0);
  for (const row of values) meanRanks(row).forEach((rank, method) => ((sums[method] as number) += rank));
  return sums.map((sum) => sum / values.length);
}

/** Ranks from 1, the lowest value first; equal values share the mean of their ranks. */
export function meanRanks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    const value = values[order[from] as number];
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === value) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function higherPairs(a: readonly number[], b: readonly number[]): number {
  let pairs = 0;
  for (const x of a) for (const y of b) pairs += x > y ? 1 : x === y ? 0.5 : 0;
  return pairs;
}

function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

/** Part of all orders of `m` and `n` values in which U is at least `u`. */
function countedTail(m: number, n: number, u: number): number {
  // ways[j][s]: how to choose j of the values seen so far with the sum s of what each beats.
  const ways = Array.from({ length: m + 1 }, () => new Float64Array(m * n + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (let place = 0; place < m + n; place++)
    for (let j = Math.min(m, place + 1); j >= 1; j--) {
      const beaten = place - (j - 1); // those before it that were not chosen
      if (beaten > n) continue;
      const [from, to] = [ways[j - 1] as Float64Array, ways[j] as Float64Array];
      for (let s = m * n; s >= beaten; s--) (to[s] as number) += from[s - beaten] as number;
    }
  const counts = ways[m] as Float64Array;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, s) => (s >= u ? sum + count : sum), 0) / all;
}
