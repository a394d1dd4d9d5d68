import { UserError } from '../errors/index.ts';
import type { Rng } from '../random/index.ts';
import type { Batch } from './batch.ts';

/** An example as a model sees it. */
export interface EncodedExample {
  readonly id: string;
  readonly label: 0 | 1;
  /** Token ids, at least one. */
  readonly ids: Int32Array;
}

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
}

/**
 * One epoch of batches for training: every example once, texts of similar length together (so that little is padded),
 * in random order.
 */
export function trainingBatches(examples: readonly EncodedExample[], options: TrainingBatchOptions): Batch[] {
  const { batchSize, rng, lengthNoise = 0.1 } = options;
  checkBatchSize(batchSize);
  const sorted = rng
    .shuffle(examples) // equal lengths fall together by chance, not by the order of the file
    .map((example) => ({ example, key: example.ids.length * (1 + lengthNoise * (2 * rng.float() - 1)) }))
    .sort((a, b) => a.key - b.key)
    .map(({ example }) => example);
  return rng.shuffle(chunks(sorted, batchSize)).map(toBatch);
}

/** Batches for prediction, and the way back to the order of the examples. */
export interface EvaluationBatches {
  readonly batches: readonly Batch[];
  /**
   * Puts what was predicted per batch into the order of the examples given.
   *
   * @param perBatch one array per batch, one value per row
   */
  readonly restore: (perBatch: readonly ArrayLike<number>[]) => Float32Array;
}

/** Batches sorted by length, always in the same order, for validation and prediction. */
export function evaluationBatches(
  examples: readonly EncodedExample[],
  options: { readonly batchSize: number },
): EvaluationBatches {
  checkBatchSize(options.batchSize);
  const order = examples
    .map((example, index) => ({ index, length: example.ids.length }))
    .sort((a, b) => a.length - b.length || a.index - b.index)
    .map(({ index }) => index);
  const sorted = order.map((index) => examples[index] as EncodedExample);
  const batches = chunks(sorted, options.batchSize).map(toBatch);
  return {
    batches,
    restore: (perBatch) => {
      const restored = new Float32Array(examples.length);
      let next = 0;
      batches.forEach(({ size }, b) => {
        const values = perBatch[b];
        if (values?.length !== size)
          throw new UserError('Predictions come as one array per batch with one value per row.', {
            field: `perBatch[${b}]`,
            value: values?.length,
            fix: `Give ${size} values.`,
          });
        for (let row = 0; row < size; row++) restored[order[next++] as number] = values[row] as number;
      });
      return restored;
    },
  };
}

/** Examples as one batch, in the order given, padded to the longest. */
export function toBatch(examples: readonly EncodedExample[]): Batch {
  const time = examples.reduce((longest, { ids }) => Math.max(longest, ids.length), 1);
  const ids = new Int32Array(examples.length * time); // 0 is <pad>
  examples.forEach((example, row) => ids.set(example.ids, row * time));
  return {
    size: examples.length,
    time,
    ids,
    lengths: Int32Array.from(examples, (example) => example.ids.length),
    labels: Int32Array.from(examples, ({ label }) => label),
    exampleIds: examples.map(({ id }) => id),
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function checkBatchSize(batchSize: number): void {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    throw new UserError('A batch has at least one row.', {
      field: 'batchSize',
      value: batchSize,
      fix: 'Use for example 32.',
    });
}
