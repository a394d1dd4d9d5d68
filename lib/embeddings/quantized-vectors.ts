import { RowVectors } from './row-vectors.ts';

/** Vectors stored as 8-bit integers with one scale per word: value = scale × integer. A quarter of the bytes. */
export class QuantizedVectors extends RowVectors {
  readonly values: Int8Array;
  readonly scales: Float32Array;

  /**
   * @param words distinct, in the order of the rows
   * @param values row-major [words, dimensions]
   * @param scales [words]
   * @throws FailureError when they do not belong together
   */
  constructor(words: readonly string[], values: Int8Array, scales: Float32Array) {
    super(words, values.length, { scales: scales.length });
    this.values = values;
    this.scales = scales;
  }

  protected addRow(row: number, target: Float32Array, offset: number, weight: number): void {
    const factor = this.scales[row]! * weight;
    const start = row * this.dimensions;
    for (let d = 0; d < this.dimensions; d++) target[offset + d]! += this.values[start + d]! * factor;
  }
}
