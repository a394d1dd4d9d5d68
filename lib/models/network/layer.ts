/** A layer of a network as `describeModel` shows it. */
export interface Layer {
  readonly name: string;
  /** Beginnings of the names of its weights: every weight of a network belongs to one layer. */
  readonly weights: readonly string[];
  /** Shape of what it puts out for one review, without the batch. */
  readonly output: readonly number[];
  /** Floating-point operations of its matrix products for one review, forward; see `describeModel`. */
  readonly flops: number;
}

/** Operations of a product [rows, inputs] × [inputs, outputs]: a multiplication and an addition are two. */
export const productFlops = (rows: number, inputs: number, outputs: number): number =>
  2 * rows * inputs * outputs;
