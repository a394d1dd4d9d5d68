import type { Tensor2D } from '@tensorflow/tfjs';
import { dropoutMask } from '../layers/dropout-mask.ts';
import type { Pass } from '../network/architecture.ts';

/**
 * Inverted dropout of recurrent weights in training, the same for all steps and rows (weight-drop: Merity et al. 2018,
 * "Regularizing and optimizing LSTM language models"). Input weights stay.
 *
 * @param kernel [inputs + units, columns]: input weights above recurrent weights
 */
export function weightDrop(
  { tf, dropout: rng, dropoutScale }: Pass,
  kernel: Tensor2D,
  units: number,
  rate: number,
): Tensor2D {
  if (rng === null) return kernel;
  const [rows, columns] = kernel.shape;
  const drawn = dropoutMask(rng, units * columns, rate * dropoutScale);
  if (drawn === null) return kernel;
  const mask = new Float32Array(rows * columns).fill(1);
  mask.set(drawn, (rows - units) * columns);
  return kernel.mul<Tensor2D>(tf.tensor2d(mask, [rows, columns]));
}
