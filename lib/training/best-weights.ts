import { weightsOf } from '../models/index.ts';
import type { NamedArray, Trainable } from '../models/index.ts';

/** A copy of the weights alone. */
export function copyWeights(trainable: Trainable): NamedArray[] {
  return weightsOf(trainable.exportState()).map(({ name, shape, values }) => ({
    name,
    shape: [...shape],
    values: values.slice(),
  }));
}

/** Puts the weights back; the optimizer starts anew, for training is over. */
export function restoreWeights(trainable: Trainable, weights: readonly NamedArray[]): void {
  trainable.importState({ arrays: weights, scalars: {} });
}
