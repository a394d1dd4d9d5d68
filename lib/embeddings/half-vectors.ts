import { RowVectors } from './row-vectors.ts';
import { fromHalf } from './float16.ts';

/** Vectors stored as 16-bit floats (IEEE 754 binary16): half of the bytes, three decimal digits. */
export class HalfVectors extends RowVectors {
  /** The bits of the halves, row-major [words, dimensions]. */
  readonly values: Uint16Array;

  /**
   * @param words distinct, in the order of the rows
   * @param values bits of 16-bit floats, row-major [words, dimensions]
   * @throws FailureError when they do not belong together
   */
  constructor(words: readonly string[], values: Uint16Array) {
    super(words, values.length, {});
    this.values = values;
  }

  protected addRow(row: number, target: Float32Array, offset: number, weight: number): void {
    const start = row * this.dimensions;
    for (let d = 0; d < this.dimensions; d++)
      target[offset + d]! += fromHalf(this.values[start + d]!) * weight;
  }
}
