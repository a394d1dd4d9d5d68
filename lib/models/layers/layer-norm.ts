import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../../runtime/index.ts';
import { differentiable } from '../../runtime/index.ts';
import type { Parameter } from '../network/parameter.ts';

/** Added to the variance, as in PyTorch. */
const EPSILON = 1e-5;

/** Weights of {@link layerNorm}: `<name>/gain` (1 at first) and `<name>/bias` (0). */
export function layerNormParameters(name: string, features: number): Parameter[] {
  return [
    { name: `${name}/gain`, shape: [features], initial: () => new Float32Array(features).fill(1) },
    { name: `${name}/bias`, shape: [features], initial: () => new Float32Array(features) },
  ];
}

/**
 * Layer normalisation over the features of each step (Ba et al. 2016), differentiable by all three. One pass in JavaScript
 * in place of a dozen operations forward and two dozen back.
 *
 * @param x [time, batch, features]
 */
export function layerNorm(tf: Tf, x: Tensor3D, gain: Tensor1D, bias: Tensor1D): Tensor3D {
  const shape = x.shape;
  const features = shape[2];
  return differentiable<Tensor3D>(tf, [x, gain, bias], () => {
    const values = x.dataSync<'float32'>();
    const scale = gain.dataSync<'float32'>();
    const shift = bias.dataSync<'float32'>();
    const steps = values.length / features;
    const normal = new Float32Array(values.length);
    const inverse = new Float32Array(steps);
    const output = new Float32Array(values.length);
    for (let step = 0; step < steps; step++) {
      const from = step * features;
      let sum = 0;
      for (let k = 0; k < features; k++) sum += values[from + k] as number;
      const mean = sum / features;
      let squares = 0;
      for (let k = 0; k < features; k++) squares += ((values[from + k] as number) - mean) ** 2;
      const factor = 1 / Math.sqrt(squares / features + EPSILON);
      inverse[step] = factor;
      for (let k = 0; k < features; k++) {
        const value = ((values[from + k] as number) - mean) * factor;
        normal[from + k] = value;
        output[from + k] = value * (scale[k] as number) + (shift[k] as number);
      }
    }
    return {
      value: tf.tensor3d(output, shape),
      saved: [],
      gradient(dy) {
        const upstream = dy.dataSync<'float32'>();
        const byX = new Float32Array(normal.length);
        const byGain = new Float64Array(features);
        const byBias = new Float64Array(features);
        for (let step = 0; step < steps; step++) {
          const from = step * features;
          let sum = 0;
          let along = 0;
          for (let k = 0; k < features; k++) {
            const d = upstream[from + k] as number;
            const value = normal[from + k] as number;
            const scaled = d * (scale[k] as number);
            byGain[k] = (byGain[k] as number) + d * value;
            byBias[k] = (byBias[k] as number) + d;
            sum += scaled;
            along += scaled * value;
          }
          const factor = inverse[step] as number;
          for (let k = 0; k < features; k++) {
            const scaled = (upstream[from + k] as number) * (scale[k] as number);
            byX[from + k] = factor * (scaled - (sum + (normal[from + k] as number) * along) / features);
          }
        }
        return [
          tf.tensor3d(byX, shape),
          tf.tensor1d(Float32Array.from(byGain)),
          tf.tensor1d(Float32Array.from(byBias)),
        ];
      },
    };
  });
}
