/**
 * One-sided p-value of Wilcoxon's signed-rank test that differences are greater than 0, zeros split between the signs, as
 * `scipy.stats.wilcoxon(d, alternative='greater', zero_method='zsplit')` gives it: exact up to 13 differences, and up to 50
 * without ties and zeros; else the normal approximation with the correction for ties.
 *
 * @param normalTail P(Z > z) of the standard normal distribution
 */
export function signedRankGreater(differences: readonly number[], normalTail: (z: number) => number): number {
  const n = differences.length;
  const { ranks, tieTerm } = doubledRanks(differences.map(Math.abs));
  let observed = 0; // twice the sum of the ranks of positive differences
  differences.forEach((difference, i) => {
    const rank = ranks[i] as number;
    observed += difference > 0 ? rank : difference === 0 ? rank / 2 : 0;
  });
  const hasTies = tieTerm > 0 || differences.includes(0);
  if (n <= 13 || (n <= 50 && !hasTies)) return exactTail(differences, ranks, observed);
  const mean = (n * (n + 1)) / 4;
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - tieTerm / 2) / 24);
  return normalTail((observed / 2 - mean) / deviation);
}

/** Twice the ranks, so that shared ones are whole numbers, and Σ(t³ − t) over groups of t equal values. */
function doubledRanks(values: readonly number[]): { readonly ranks: number[]; readonly tieTerm: number } {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length).fill(0);
  let tieTerm = 0;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    for (const index of order.slice(start, end)) ranks[index] = start + 1 + end;
    const size = end - start;
    tieTerm += size ** 3 - size;
    start = end;
  }
  return { ranks, tieTerm };
}

/** The share of all 2ⁿ ways to give the signs in which the sum of positive ranks is at least the observed one. */
function exactTail(differences: readonly number[], ranks: readonly number[], observed: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  let ways = new Float64Array(total + 1);
  ways[0] = 1;
  let offset = 0; // zeros add half their rank whatever their sign
  ranks.forEach((rank, i) => {
    if (differences[i] === 0) {
      offset += rank / 2;
      return;
    }
    const next = new Float64Array(total + 1);
    for (let sum = 0; sum <= total; sum++)
      next[sum] = ((ways[sum] as number) + (sum >= rank ? (ways[sum - rank] as number) : 0)) / 2;
    ways = next;
  });
  let tail = 0;
  for (let sum = 0; sum <= total; sum++) if (sum + offset >= observed - 1e-9) tail += ways[sum] as number;
  return Math.min(1, tail);
}
