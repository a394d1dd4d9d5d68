import type { NamedArray, Trainable } from '../models/index.ts';

/** Names of arrays that decide a prediction start so; the rest (optimizer slots) matters only to further training. */
const WEIGHTS = 'weights/';

/** A copy of the weights alone. */
export function copyWeights(trainable: Trainable): NamedArray[] {
  return trainable
    .exportState()
    .arrays.filter(({ name }) => name.startsWith(WEIGHTS))
    .map(({ name, shape, values }) => ({ name, shape: [...shape], values: values.slice() }));
}

/** Puts the weights back; the optimizer starts anew, for training is over. */
export function restoreWeights(trainable: Trainable, weights: readonly NamedArray[]): void {
  trainable.importState({ arrays: weights, scalars: {} });
}
