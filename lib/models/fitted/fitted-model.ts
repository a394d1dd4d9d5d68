import type { NamedArray } from '../trainable.ts';

/** Texts as tokens, not cut and not looked up. */
export type Documents = readonly (readonly string[])[];

/**
 * What is left of a model that is fitted at once, the counterpart of `Trainable`: it has no steps, no epochs and no
 * tensors, and reads whole documents instead of ids.
 */
export interface FittedModel {
  /** Probability of the positive class per document, [documents]. */
  predict(documents: Documents): Float32Array;
  /** Whether a token is among those that it has weights for. */
  knows(token: string): boolean;
  exportState(): FittedState;
}

/** Everything a prediction depends on. */
export interface FittedState {
  /** `weights/…`, as those of a `Trainable`. */
  readonly arrays: readonly NamedArray[];
  /** What the weights belong to, as JSON; `features.json` of a model folder. */
  readonly features: unknown;
}
