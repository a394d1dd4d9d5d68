import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend/backend.ts';

/** A forward pass and how to run it backwards. */
export interface Differentiable<V extends Tensor> {
  readonly value: V;
  /** Every tensor that `gradient` reads, made here or not: what is not listed is freed before the gradient runs. */
  readonly saved: readonly Tensor[];
  /** Gradients with respect to the inputs, in their order, from that of the value and the saved tensors. */
  readonly gradient: (dy: V, saved: readonly Tensor[]) => readonly Tensor[];
}

/**
 * A differentiable operation of our own: `tf.customGrad` with types, and with its one rule made hard to forget (tensors
 * of the forward pass reach the gradient through `saved` only).
 *
 * @param inputs the tensors to differentiate by
 */
export function differentiable<V extends Tensor>(
  tf: Tf,
  inputs: readonly Tensor[],
  forward: () => Differentiable<V>,
): V {
  return tf.customGrad<V>((...args) => {
    const { value, saved, gradient } = forward();
    const save = args[args.length - 1] as GradSaveFunc;
    save([...saved]);
    return { value, gradFunc: (dy: V, kept: Tensor[]) => [...gradient(dy, kept)] };
  })(...inputs);
}
