import { UserError } from '../../errors/index.ts';
import { toBatch } from './batch.ts';
import type { Batch, EncodedExample } from './batch.ts';
import { checkBatchSize, chunks } from './chunks.ts';

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

