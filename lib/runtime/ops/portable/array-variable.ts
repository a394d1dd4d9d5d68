import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../../errors/index.ts';
import type { Tf } from '../../backend/backend.ts';
import type { Variable } from '../variable.ts';

/** A variable in a typed array. */
export class ArrayVariable implements Variable {
  readonly shape: readonly number[];
  /** The values themselves, changed in place by the optimizer. */
  readonly array: Float32Array;
  readonly #tf: Tf;

  constructor(tf: Tf, shape: readonly number[], values: Float32Array) {
    this.#tf = tf;
    this.shape = [...shape];
    this.array = new Float32Array(shape.reduce((product, length) => product * length, 1));
    this.assign(values);
  }

  read(): Tensor {
    return this.#tf.tensor(this.array.slice(), [...this.shape]); // a copy: a backend may share the array
  }

  values(): Float32Array {
    return this.array.slice();
  }

  assign(values: Float32Array): void {
    if (values.length !== this.array.length)
      throw new FailureError(
        `A variable of shape [${this.shape.join()}] takes ${this.array.length} values.`,
        { value: values.length },
      );
    this.array.set(values);
  }

  dispose(): void {
    // The garbage collector's.
  }
}
