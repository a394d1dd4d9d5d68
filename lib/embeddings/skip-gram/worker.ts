import { trainStretch } from './kernel.ts';
import type { SkipGramWeights, StretchOptions } from './kernel.ts';
import { mergeRows } from './merge.ts';

/** One shard's part of a round. Everything large is shared memory. */
export interface TrainTask {
  readonly weights: SkipGramWeights;
  readonly stretch: StretchOptions;
}

/** Some rows to bring together after a round. */
export interface MergeTask {
  readonly shards: readonly SkipGramWeights[];
  readonly touched: readonly Uint8Array[];
  readonly dimensions: number;
  readonly from: number;
  readonly to: number;
}

/** Trains one shard; the weights are changed in place. */
export function train({ weights, stretch }: TrainTask): void {
  trainStretch(weights, stretch);
}

/** Merges rows in place. */
export function merge({ shards, touched, dimensions, from, to }: MergeTask): void {
  mergeRows(shards, touched, dimensions, from, to);
}
