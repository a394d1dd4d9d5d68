import type { Tensor } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import type { Tf } from '../../runtime/index.ts';

/** What one backward pass gives. The gradients are the holder's to dispose of. */
export interface LossAndGradients {
  readonly loss: number;
  readonly gradients: Map<string, Tensor>;
}

/**
 * Loss and gradients of several batches as if they were one: means weighted by their rows. One batch is left as it is, bit
 * by bit.
 *
 * @param differentiate mean loss and gradients of one batch
 */
export function sumGradients(
  tf: Tf,
  batches: readonly Batch[],
  differentiate: (batch: Batch) => LossAndGradients,
): LossAndGradients {
  const [first, ...others] = batches;
  if (first === undefined) return { loss: NaN, gradients: new Map() };
  if (others.length === 0) return differentiate(first);
  const rows = batches.reduce((sum, { size }) => sum + size, 0);
  let loss = 0;
  const sums = new Map<string, Tensor>();
  for (const batch of batches) {
    const share = batch.size / rows;
    const part = differentiate(batch);
    loss += share * part.loss;
    for (const [name, gradient] of part.gradients) {
      const before = sums.get(name);
      sums.set(
        name,
        tf.tidy(() => (before === undefined ? gradient.mul(share) : before.add(gradient.mul(share)))),
      );
      before?.dispose();
      gradient.dispose();
    }
  }
  return { loss, gradients: sums };
}

/** Cuts every element to −limit … limit, in place in the map. */
export function cutGradients(tf: Tf, gradients: Map<string, Tensor>, limit: number): void {
  for (const [name, gradient] of gradients) {
    gradients.set(name, tf.clipByValue(gradient, -limit, limit));
    gradient.dispose();
  }
}
