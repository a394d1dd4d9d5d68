import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../../runtime/index.ts';
import { differentiable } from '../../runtime/index.ts';

/** Pooled vectors, and the weights that they were pooled with. */
export interface AttentionPooled {
  /** [batch, features]. */
  readonly value: Tensor2D;
  /** Row-major [batch, time]: sums to 1 over the valid steps of each row, 0 at padding. */
  readonly weights: Float32Array;
}

/**
 * The mean of each row's valid steps, weighted by the softmax of their scores; differentiable by both. Padding is never
 * read. One pass in JavaScript, as in `maxMeanPool`.
 *
 * @param sequence [time, batch, features]
 * @param scores [time × batch, 1]
 * @param lengths valid steps per row, 1 … time
 */
export function attentionPool(
  tf: Tf,
  sequence: Tensor3D,
  scores: Tensor2D,
  lengths: Int32Array,
): AttentionPooled {
  const [time, batch, features] = sequence.shape;
  let weights: Float32Array = new Float32Array(0);
  const value = differentiable<Tensor2D>(tf, [sequence, scores], () => {
    weights = softmaxRows(scores.dataSync<'float32'>(), time, lengths);
    const kept = weights;
    return {
      value: tf.tensor2d(weightedSums(sequence.dataSync<'float32'>(), kept, time, features, lengths), [
        batch,
        features,
      ]),
      saved: [sequence],
      gradient(dy, saved) {
        const states = (saved[0] as Tensor3D).dataSync<'float32'>();
        const upstream = dy.dataSync<'float32'>();
        const byState = new Float32Array(states.length);
        const byScore = new Float32Array(time * batch);
        const slopes = new Float64Array(time);
        lengths.forEach((length, row) => {
          let mean = 0;
          for (let step = 0; step < length; step++) {
            const weight = kept[row * time + step] as number;
            const from = (step * batch + row) * features;
            let slope = 0;
            for (let k = 0; k < features; k++) {
              const d = upstream[row * features + k] as number;
              slope += d * (states[from + k] as number);
              byState[from + k] = weight * d;
            }
            slopes[step] = slope;
            mean += weight * slope;
          }
          for (let step = 0; step < length; step++)
            byScore[step * batch + row] =
              (kept[row * time + step] as number) * ((slopes[step] as number) - mean);
        });
        return [tf.tensor3d(byState, [time, batch, features]), tf.tensor2d(byScore, [time * batch, 1])];
      },
    };
  });
  return { value, weights };
}

/** Softmax of time-major scores over each row's valid steps, row-major. */
function softmaxRows(scores: Float32Array, time: number, lengths: Int32Array): Float32Array {
  const batch = lengths.length;
  const weights = new Float32Array(batch * time);
  lengths.forEach((length, row) => {
    let largest = -Infinity;
    for (let step = 0; step < length; step++)
      largest = Math.max(largest, scores[step * batch + row] as number);
    let sum = 0;
    for (let step = 0; step < length; step++)
      sum += Math.exp((scores[step * batch + row] as number) - largest);
    for (let step = 0; step < length; step++)
      weights[row * time + step] = Math.exp((scores[step * batch + row] as number) - largest) / sum;
  });
  return weights;
}

function weightedSums(
  states: Float32Array,
  weights: Float32Array,
  time: number,
  features: number,
  lengths: Int32Array,
): Float32Array {
  const batch = lengths.length;
  const sums = new Float32Array(batch * features);
  lengths.forEach((length, row) => {
    for (let step = 0; step < length; step++) {
      const weight = weights[row * time + step] as number;
      const from = (step * batch + row) * features;
      for (let k = 0; k < features; k++)
        sums[row * features + k] =
          (sums[row * features + k] as number) + weight * (states[from + k] as number);
    }
  });
  return sums;
}
