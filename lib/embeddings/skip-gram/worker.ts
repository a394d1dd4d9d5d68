import { trainStretch } from './kernel.ts';
import type { SkipGramWeights, StretchOptions } from './kernel.ts';
import { mergeRows } from './merge.ts';

/** One shard's part of a round, or some rows to bring together after it. Everything large is shared memory. */
export type SkipGramTask =
  | { readonly kind: 'train'; readonly weights: SkipGramWeights; readonly stretch: StretchOptions }
  | {
      readonly kind: 'merge';
      readonly base: SkipGramWeights;
      readonly shards: readonly SkipGramWeights[];
      readonly touched: readonly Uint8Array[];
      readonly dimensions: number;
      readonly from: number;
      readonly to: number;
    };

/** Does one task on a worker thread; changes the shared weights in place. */
export default function run(task: SkipGramTask): void {
  switch (task.kind) {
    case 'train':
      trainStretch(task.weights, task.stretch);
      break;
    case 'merge':
      mergeRows(task.base, task.shards, task.touched, task.dimensions, task.from, task.to);
      break;
  }
}
