import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import { FailureError } from '../../errors/index.ts';
import { differentiable } from '../../runtime/index.ts';
import type { Pass } from '../network/architecture.ts';

/**
 * The vectors of a batch's tokens as a network reads them: those of its table, and the pass's perturbation added to them.
 * Every architecture reads its words through it.
 *
 * @param batch the pass's own, or what word dropout made of it
 * @returns [time, batch, dimensions]
 */
export function embedTokens(pass: Pass, batch: Batch): Tensor3D {
  const { weight, perturbation } = pass;
  const vectors = embed(pass, weight<Tensor2D>('embedding'), batch);
  return perturbation === null ? vectors : vectors.add<Tensor3D>(perturbation);
}

/**
 * The vectors of a batch's tokens. Differentiable by the table: the gradient is that of `RecurrentOps.sumRows`, the rows
 * of each word summed.
 *
 * @param table [vocabulary, dimensions]
 * @returns [time, batch, dimensions]; padding has the vector of its id
 * @throws FailureError for a length outside 1 … time or an id outside the vocabulary
 */
export function embed({ tf, ops }: Pick<Pass, 'tf' | 'ops'>, table: Tensor2D, batch: Batch): Tensor3D {
  const [words, dimensions] = table.shape;
  const ids = timeMajorIds(batch, words);
  return differentiable<Tensor3D>(tf, [table], () => ({
    value: tf.tidy(() =>
      tf.gather(table, tf.tensor1d(ids, 'int32')).reshape<Tensor3D>([batch.time, batch.size, dimensions]),
    ),
    saved: [],
    gradient: (dy) => [
      tf.tidy(() => ops.sumRows(dy.reshape<Tensor2D>([ids.length, dimensions]), ids, words)),
    ],
  }));
}

/** Ids [time, batch], checked. */
function timeMajorIds({ size, time, ids, lengths }: Batch, words: number): Int32Array {
  const transposed = new Int32Array(time * size);
  for (let row = 0; row < size; row++) {
    const length = lengths[row] ?? 0;
    if (length < 1 || length > time)
      throw new FailureError(`A row of a batch has 1 … ${time} valid tokens.`, {
        field: `lengths[${row}]`,
        value: length,
      });
    for (let step = 0; step < time; step++) {
      const id = ids[row * time + step] ?? -1;
      if (id < 0 || id >= words)
        throw new FailureError(`A token id is 0 … ${words - 1}.`, {
          field: `ids[${row * time + step}]`,
          value: id,
        });
      transposed[step * size + row] = id;
    }
  }
  return transposed;
}
