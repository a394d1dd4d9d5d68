import type { Tensor } from '@tensorflow/tfjs';
import type { Pass } from '../network/architecture.ts';
import { dropoutMask } from './dropout-mask.ts';

/**
 * Inverted dropout in training, nothing otherwise. The mask has the last two dimensions of `x`: over the ones before (time
 * of a sequence [time, batch, features]) it stays the same, which is variational dropout (Gal & Ghahramani 2016).
 */
export function dropout<T extends Tensor>({ tf, dropout: rng, dropoutScale }: Pass, x: T, rate: number): T {
  if (rng === null) return x;
  const [rows, width] = [x.shape.at(-2) as number, x.shape.at(-1) as number];
  const mask = dropoutMask(rng, rows * width, rate * dropoutScale);
  return mask === null ? x : x.mul<T>(tf.tensor2d(mask, [rows, width]));
}
