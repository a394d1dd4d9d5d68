import type { Tensor } from '@tensorflow/tfjs';

/** Weights that live outside the automatic memory of TensorFlow.js and are updated in place by an optimizer. */
export interface Variable {
  readonly shape: readonly number[];
  /**
   * The current values as a tensor, which the caller disposes of (or a surrounding `tidy`). Dispose of it before the
   * next update: while it lives, the update has to copy.
   */
  read(): Tensor;
  /** A copy of the current values, row-major. */
  values(): Float32Array;
  /** Sets the values; they are copied. */
  assign(values: Float32Array): void;
  /** Frees the memory. The object must not be used afterwards. */
  dispose(): void;
}
