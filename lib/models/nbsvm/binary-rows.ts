/**
 * A sparse matrix of zeros and ones, row after row: row i has its ones in the columns
 * `columns[starts[i]] … columns[starts[i + 1] - 1]`.
 */
export interface BinaryRows {
  readonly rows: number;
  readonly width: number;
  /** [rows + 1]. */
  readonly starts: Int32Array;
  /** Ascending within a row, no column twice. */
  readonly columns: Int32Array;
}

/** Joins rows given as ascending column numbers. */
export function binaryRows(rows: readonly Int32Array[], width: number): BinaryRows {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (starts[i + 1] = (starts[i] ?? 0) + row.length));
  const columns = new Int32Array(starts[rows.length] ?? 0);
  rows.forEach((row, i) => columns.set(row, starts[i]));
  return { rows: rows.length, width, starts, columns };
}
