/** Vectors as 8-bit integers with one scale per row: value ≈ scale × integer. */
export interface Quantized {
  /** Row-major [rows, dimensions], -127 … 127. */
  readonly values: Int8Array;
  /** [rows]; largest absolute value of the row / 127. */
  readonly scales: Float32Array;
}

/**
 * Rounds every row to 8 bits by its own largest absolute value, so that no row loses its direction to a longer one.
 *
 * @param matrix row-major [rows, dimensions]
 */
export function quantizeRows(matrix: Float32Array, dimensions: number): Quantized {
  const rows = matrix.length / dimensions;
  const values = new Int8Array(matrix.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const vector = matrix.subarray(row * dimensions, (row + 1) * dimensions);
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    scales[row] = largest / 127;
    if (largest > 0)
      vector.forEach((value, d) => (values[row * dimensions + d] = Math.round((value / largest) * 127)));
  }
  return { values, scales };
}
