import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from '../../runtime/index.ts';
import { differentiable } from '../../runtime/index.ts';

/** The logistic function, without overflow. */
export function sigmoid(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}

/**
 * Mean binary cross-entropy in nats, from logits so that nothing overflows.
 *
 * @param logits [batch, 1]
 * @param labels 0 or 1 per row
 * @param weights of the two classes; the sum is divided by the number of rows, as PyTorch does it
 */
export function binaryCrossEntropy(
  tf: Tf,
  logits: Tensor2D,
  labels: Int32Array,
  weights: readonly [negative: number, positive: number] = [1, 1],
): Scalar {
  return differentiable<Scalar>(tf, [logits], () => {
    const values = logits.dataSync<'float32'>();
    const size = values.length;
    let sum = 0;
    const slopes = new Float32Array(size);
    values.forEach((logit, row) => {
      const label = labels[row] as number;
      const weight = weights[label === 1 ? 1 : 0];
      sum += weight * (Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit))));
      slopes[row] = (weight * (sigmoid(logit) - label)) / size;
    });
    return {
      value: tf.scalar(sum / size),
      saved: [],
      gradient: (dy: Tensor) => [tf.tidy(() => tf.tensor2d(slopes.slice(), [size, 1]).mul(dy))],
    };
  });
}
