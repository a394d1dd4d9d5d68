import { cellOf, cellText, type Column, type RunStore } from './run-store.ts';

/** A number over the runs of a group. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation; NaN for one run. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** Runs that agree in the parameters of a grouping. */
export interface RowGroup {
  readonly key: string;
  /** One per column of the grouping. */
  readonly texts: readonly string[];
  readonly rows: Int32Array;
  /** Where the columns of the grouping are: what to brush to see this group alone. */
  readonly values: readonly string[];
}

/** Groups rows by columns; groups in the order their first run has among the rows. */
export function groupRows(rows: Int32Array, by: readonly Column[]): RowGroup[] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((column) => cellOf(column, row) ?? null));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  return [...groups].map(([key, members]) => ({
    key,
    texts: by.map((column) => cellText(column, members[0] ?? 0)),
    values: by.map((column) => String(cellOf(column, members[0] ?? 0) ?? '')),
    rows: Int32Array.from(members),
  }));
}

/** Mean, spread and bounds of a column over some rows; null when none of them has a number. */
export function spreadOf(column: Column, rows: Int32Array): Spread | null {
  if (column.type !== 'number') return null;
  let [n, mean, squares, min, max] = [0, 0, 0, Infinity, -Infinity];
  for (const row of rows) {
    const value = column.numbers[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    n++;
    const before = value - mean;
    mean += before / n;
    squares += before * (value - mean); // Welford (1962): exact where a sum of squares is not
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return n === 0 ? null : { n, mean, sd: n < 2 ? NaN : Math.sqrt(squares / (n - 1)), min, max };
}

/** Columns that make a configuration: every parameter with more than one value. */
export function sweptColumns(store: RunStore): Column[] {
  return store.columns.filter((column) => {
    if (column.kind !== 'parameter') return false;
    const first = cellOf(column, 0);
    for (let row = 1; row < store.size; row++) if (cellOf(column, row) !== first) return true;
    return false;
  });
}
