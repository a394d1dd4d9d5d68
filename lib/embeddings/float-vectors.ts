import { RowVectors } from './row-vectors.ts';

/** Vectors as they were trained: 32-bit floats. */
export class FloatVectors extends RowVectors {
  /** Row-major [words, dimensions]. */
  readonly values: Float32Array;

  /**
   * @param words distinct, in the order of the rows
   * @param values row-major [words, dimensions]
   * @throws FailureError when they do not belong together
   */
  constructor(words: readonly string[], values: Float32Array) {
    super(words, values.length, {});
    this.values = values;
  }

  protected addRow(row: number, target: Float32Array, offset: number, weight: number): void {
    const start = row * this.dimensions;
    for (let d = 0; d < this.dimensions; d++) target[offset + d]! += this.values[start + d]! * weight;
  }
}
