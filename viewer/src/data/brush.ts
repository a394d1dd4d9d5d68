import { rowsWhere } from './filter.ts';
import type { Column, RunStore } from './run-store.ts';

/** A stretch of one column: between two numbers, or some of its categories. */
export type Brush =
  | { readonly column: string; readonly from: number; readonly to: number }
  /** An empty text: runs without a value. */
  | { readonly column: string; readonly values: readonly string[] };

/** Of these rows those that lie in every brush; brushes of one column add up, as two stretches of an axis do. */
export function brushRows(store: RunStore, rows: Int32Array, brushes: readonly Brush[]): Int32Array {
  const ids = [...new Set(brushes.map(({ column }) => column))];
  const tests = ids.flatMap((id) => {
    const column = store.column(id);
    if (column === undefined) return [];
    const parts = brushes.filter((brush) => brush.column === id).map((brush) => testOf(column, brush));
    return [(row: number): boolean => parts.some((test) => test(row))];
  });
  if (tests.length === 0) return rows;
  const inside = new Uint8Array(store.size);
  for (const row of rowsWhere(store, (each) => tests.every((test) => test(each)))) inside[row] = 1;
  return rows.filter((row) => inside[row] === 1);
}

function testOf(column: Column, brush: Brush): (row: number) => boolean {
  if ('values' in brush) {
    if (column.type === 'number') {
      const wanted = new Set(brush.values.map((value) => (value === '' ? NaN : Number(value))));
      return (row) => wanted.has(column.numbers[row] ?? NaN);
    }
    const values = new Set(brush.values);
    const wanted = column.dictionary.map((cell) => values.has(String(cell)));
    const orNone = values.has('');
    return (row) => wanted[column.codes[row] ?? -1] ?? orNone;
  }
  if (column.type === 'number')
    return (row) => {
      const value = column.numbers[row] ?? NaN;
      return value >= brush.from && value <= brush.to;
    };
  const inside = column.dictionary.map((cell) => Number(cell) >= brush.from && Number(cell) <= brush.to);
  return (row) => inside[column.codes[row] ?? -1] === true;
}
