import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { TransformerConfig } from '../config/transformer-config.ts';
import type { Pass } from '../network/architecture.ts';
import { initialRng, type Parameter } from '../network/parameter.ts';

/** Weights of {@link addPositions}: `positions` [maxPositions, size] where they are learned, normal with deviation 0.02. */
export function positionParameters(
  { positions, maxPositions, size }: TransformerConfig,
  seed: number,
): Parameter[] {
  if (positions !== 'learned') return [];
  const initial = (): Float32Array => {
    const rng = initialRng(seed, 'positions');
    return Float32Array.from({ length: maxPositions * size }, () => 0.02 * rng.normal());
  };
  return [{ name: 'positions', shape: [maxPositions, size], initial }];
}

/**
 * Tells each step its place in the text.
 *
 * @param x [time, batch, size]
 */
export function addPositions(
  { tf, weight }: Pass,
  { positions, maxPositions }: TransformerConfig,
  x: Tensor3D,
): Tensor3D {
  const [time, , size] = x.shape;
  switch (positions) {
    case 'none':
      return x;
    case 'sinusoidal':
      return x.add<Tensor3D>(tf.tensor3d(waves(time, size), [time, 1, size]));
    case 'learned': {
      const places = Int32Array.from({ length: time }, (_, step) => Math.min(step, maxPositions - 1));
      const rows = tf.gather(weight<Tensor2D>('positions'), tf.tensor1d(places, 'int32'));
      return x.add<Tensor3D>(rows.reshape<Tensor3D>([time, 1, size]));
    }
  }
}

/**
 * Sines in the even features and cosines in the odd ones, with wavelengths from 2π to 20,000π: Vaswani et al. 2017, 3.5.
 *
 * @returns [time, size]
 */
export function waves(time: number, size: number): Float32Array {
  const values = new Float32Array(time * size);
  for (let step = 0; step < time; step++)
    for (let k = 0; k < size; k++) {
      const angle = step / 10_000 ** ((k - (k % 2)) / size);
      values[step * size + k] = k % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  return values;
}
