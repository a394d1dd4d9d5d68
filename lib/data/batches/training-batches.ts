import type { Rng } from '../../random/index.ts';
import { toBatch } from './batch.ts';
import type { Batch, EncodedExample } from './batch.ts';
import { checkBatchSize, chunks } from './chunks.ts';
import { stratifiedChunks } from './stratified-chunks.ts';

export interface TrainingBatchOptions {
  /** Rows per batch; the last one may be smaller. */
  readonly batchSize: number;
  /** Decides the order; split it per epoch. */
  readonly rng: Rng;
  /**
   * How loosely texts of similar length share a batch: lengths are sorted after multiplication with a random factor of
   * 1 ± this. Default 0.1. 0 gives the least padding and always the same companions, large values a plain shuffle.
   */
  readonly lengthNoise?: number;
  /**
   * Whether every batch has the class shares of all examples, within one example. Default false: shares vary by chance.
   * Costs a little more padding, as each class is sorted by length for itself.
   */
  readonly stratify?: boolean;
}

/**
 * One epoch of batches for training: every example once, texts of similar length together (so that little is padded),
 * in random order. A batch is made when it is asked for, so that one of them is in memory and not a whole epoch.
 */
export function trainingBatches(
  examples: readonly EncodedExample[],
  options: TrainingBatchOptions,
): Iterable<Batch> {
  const { batchSize, rng, lengthNoise = 0.1, stratify = false } = options;
  checkBatchSize(batchSize);
  const sorted = rng
    .shuffle(examples) // equal lengths fall together by chance, not by the order of the file
    .map((example) => ({ example, key: example.ids.length * (1 + lengthNoise * (2 * rng.float() - 1)) }))
    .sort((a, b) => a.key - b.key)
    .map(({ example }) => example);
  const rows = stratify ? stratifiedChunks(sorted, batchSize) : chunks(sorted, batchSize);
  const order = rng.shuffle(rows);
  return { [Symbol.iterator]: () => made(order) };
}

function* made(rows: readonly (readonly EncodedExample[])[]): Generator<Batch> {
  for (const examples of rows) yield toBatch(examples);
}

