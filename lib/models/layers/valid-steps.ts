import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import type { Tf } from '../../runtime/index.ts';

/** A number for every step of every row as [time, batch, 1]: `value(row)` at valid ones, 0 at padding. */
function perStep(tf: Tf, { size, time, lengths }: Batch, value: (row: number) => number): Tensor3D {
  const values = new Float32Array(time * size);
  lengths.forEach((length, row) => {
    for (let step = 0; step < length; step++) values[step * size + row] = value(row);
  });
  return tf.tensor3d(values, [time, size, 1]);
}

/** A sequence [time, batch, features] with 0 at padding; differentiable. */
export function zeroPadding(tf: Tf, sequence: Tensor3D, batch: Batch): Tensor3D {
  return sequence.mul<Tensor3D>(perStep(tf, batch, () => 1));
}

/**
 * Sum over the valid steps of each row, divided by a number of its own; differentiable.
 *
 * @param sequence [time, batch, features]
 * @param divisor of a row; default its length, which gives the mean
 * @returns [batch, features]
 */
export function meanPool(
  tf: Tf,
  sequence: Tensor3D,
  batch: Batch,
  divisor: (row: number) => number = (row) => batch.lengths[row] as number,
): Tensor2D {
  return sequence.mul<Tensor3D>(perStep(tf, batch, (row) => 1 / divisor(row))).sum<Tensor2D>(0);
}
