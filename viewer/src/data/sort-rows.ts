import type { Column, RunStore } from './run-store.ts';

/** One column to sort by. */
export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** Numbers inside text count as numbers: `tpe #9` before `tpe #10`. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Rows in the wanted order, the first key first. Runs without a value come last in both directions; ties keep their order. */
export function sortRows(store: RunStore, rows: Int32Array, keys: readonly SortKey[]): Int32Array {
  const compares = keys.flatMap(({ column: id, descending }) => {
    const column = store.column(id);
    return column === undefined ? [] : [comparison(column, descending ? -1 : 1)];
  });
  if (compares.length === 0) return rows;
  return rows.slice().sort((a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return a - b;
  });
}

function comparison(column: Column, sign: 1 | -1): (a: number, b: number) => number {
  const values = column.type === 'number' ? column.numbers : ranks(column.dictionary, column.codes);
  return (a, b) => {
    const x = values[a] ?? NaN;
    const y = values[b] ?? NaN;
    if (x === y) return 0;
    if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : 1;
    if (Number.isNaN(y)) return -1;
    return x < y ? -sign : sign;
  };
}

/** Place of every run's cell among the sorted cells; NaN for none. */
function ranks(dictionary: readonly unknown[], codes: Int32Array): Float64Array {
  const texts = dictionary.map(String);
  const order = [...texts.keys()].sort((a, b) => collator.compare(texts[a] ?? '', texts[b] ?? ''));
  const rankOf = new Float64Array(texts.length);
  order.forEach((code, rank) => (rankOf[code] = rank));
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : (rankOf[code] ?? NaN)));
}
