import type { Tensor3D } from '@tensorflow/tfjs';
import { FailureError } from '../../errors/index.ts';
import type { Pass } from '../network/architecture.ts';

/**
 * The batch's channels behind each token's vector. No gradient goes to them, and no dropout touches them when it comes
 * before.
 *
 * @param x vectors of the batch's tokens [time, batch, features]
 * @returns [time, batch, features + channels]; `x` itself for a model without channels
 * @throws FailureError when the batch has another number of channels than the model
 */
export function appendChannels({ tf, batch, channels }: Pass, x: Tensor3D): Tensor3D {
  const count = batch.channels?.count ?? 0;
  if (count !== channels)
    throw new FailureError(`The model takes ${channels} channels per token.`, {
      field: 'batch.channels.count',
      value: count,
    });
  if (batch.channels === undefined) return x;
  const { size, time } = batch;
  const rowMajor = batch.channels.values;
  const timeMajor = new Float32Array(rowMajor.length);
  for (let row = 0; row < size; row++)
    for (let step = 0; step < time; step++)
      for (let k = 0; k < count; k++)
        timeMajor[(step * size + row) * count + k] = rowMajor[(row * time + step) * count + k] as number;
  return tf.concat([x, tf.tensor3d(timeMajor, [time, size, count])], 2);
}
