import type { SkipGramWeights } from './kernel.ts';

/**
 * Brings the copies of the shards together again, for rows `from` … `to` − 1: every row becomes the mean over the copies
 * that changed it, and all copies get it. A row that one shard alone has seen keeps its whole step; rows that all have
 * seen are averaged as in parallel stochastic gradient descent (Zinkevich et al. 2010).
 *
 * @param touched per shard, which rows of `input` and then of `output` changed, [2 × words]; cleared here
 */
export function mergeRows(
  shards: readonly SkipGramWeights[],
  touched: readonly Uint8Array[],
  dimensions: number,
  from: number,
  to: number,
): void {
  const words = (touched[0]?.length ?? 0) / 2;
  for (const [part, shift] of [
    ['input', 0],
    ['output', words],
  ] as const)
    for (let row = from; row < to; row++) {
      const changed = shards.filter((_, s) => touched[s]![shift + row] === 1);
      if (changed.length === 0) continue;
      for (let i = row * dimensions; i < (row + 1) * dimensions; i++) {
        let sum = 0;
        for (const shard of changed) sum += shard[part][i]!;
        const mean = sum / changed.length;
        for (const shard of shards) shard[part][i] = mean;
      }
      for (const flags of touched) flags[shift + row] = 0;
    }
}
