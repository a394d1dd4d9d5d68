import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../backend/backend.ts';

/**
 * The output at the last valid step of each row.
 *
 * @param sequence [time, batch, features]
 * @param lengths valid steps per row, 1 … time
 * @returns [batch, features]
 */
export function lastStep(tf: Tf, sequence: Tensor3D, lengths: Int32Array): Tensor2D {
  const [steps, batch, features] = sequence.shape;
  const rows = Int32Array.from(lengths, (length, row) => (length - 1) * batch + row);
  return tf.gather(sequence.reshape<Tensor2D>([steps * batch, features]), tf.tensor1d(rows, 'int32'));
}
