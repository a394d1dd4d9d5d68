import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../../runtime/index.ts';
import { differentiable } from '../../runtime/index.ts';

/**
 * Maximum of each feature over the valid steps of each row (max over time: Collobert et al. 2011); differentiable. Where
 * steps tie, the first gets the gradient.
 *
 * @param sequence [time, batch, features]
 * @param lengths valid steps per row, 1 … time
 * @returns [batch, features]
 */
export function maxPool(tf: Tf, sequence: Tensor3D, lengths: Int32Array): Tensor2D {
  const [time, batch, features] = sequence.shape;
  return differentiable<Tensor2D>(tf, [sequence], () => {
    const values = sequence.dataSync<'float32'>();
    const pooled = new Float32Array(batch * features).fill(-Infinity);
    const peaks = new Int32Array(batch * features);
    lengths.forEach((length, row) => {
      const to = row * features;
      for (let step = 0; step < length; step++) {
        const from = (step * batch + row) * features;
        for (let k = 0; k < features; k++)
          if ((values[from + k] as number) > (pooled[to + k] as number)) {
            pooled[to + k] = values[from + k] as number;
            peaks[to + k] = from + k;
          }
      }
    });
    return {
      value: tf.tensor2d(pooled, [batch, features]),
      saved: [],
      gradient(dy) {
        const gradient = new Float32Array(time * batch * features);
        dy.dataSync<'float32'>().forEach((slope, k) => (gradient[peaks[k] as number] = slope));
        return [tf.tensor3d(gradient, [time, batch, features])];
      },
    };
  });
}
