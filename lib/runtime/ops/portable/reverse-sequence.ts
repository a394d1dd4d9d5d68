import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';
import { differentiable } from '../differentiable.ts';

/** Reversal by a gather of rows. Contract: `RecurrentOps.reverseSequence`. */
export function portableReverseSequence(tf: Tf, x: Tensor3D, lengths: Int32Array): Tensor3D {
  const [steps, batch, features] = x.shape;
  const rows = new Int32Array(steps * batch);
  for (let t = 0; t < steps; t++)
    for (let b = 0; b < batch; b++) {
      const length = lengths[b] ?? 0;
      rows[t * batch + b] = (t < length ? length - 1 - t : t) * batch + b;
    }
  const reverse = (sequence: Tensor3D): Tensor3D =>
    tf.tidy(() => {
      const flat: Tensor2D = sequence.reshape([steps * batch, features]);
      return tf.gather(flat, tf.tensor1d(rows, 'int32')).reshape([steps, batch, features]);
    });
  return differentiable<Tensor3D>(tf, [x], () => ({
    value: reverse(x),
    saved: [],
    gradient: (dy) => [reverse(dy)],
  }));
}
