import { parseFilter, type Comparison, type FilterNode } from './parse-filter.ts';
import type { Column, RunStore } from './run-store.ts';

type Test = (row: number) => boolean;

/** What a filter leaves, and what it means if not what was typed. */
export interface Filtered {
  readonly rows: Int32Array;
  /** What is wrong with the expression; then it is read as words to look for. null: nothing. */
  readonly problem: string | null;
}

/** Rows that fulfil a typed filter, in the store's order. */
export function filterRows(store: RunStore, typed: string): Filtered {
  const { node, problem } = parseFilter(typed);
  return { rows: rowsWhere(store, node === null ? () => true : testOf(node, store)), problem };
}

/** Rows that pass a test, in the store's order. */
export function rowsWhere({ size }: RunStore, test: Test): Int32Array {
  const rows = new Int32Array(size);
  let count = 0;
  for (let row = 0; row < size; row++) if (test(row)) rows[count++] = row;
  return rows.slice(0, count);
}

function testOf(node: FilterNode, store: RunStore): Test {
  switch (node.kind) {
    case 'and': {
      const tests = node.parts.map((part) => testOf(part, store));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = node.parts.map((part) => testOf(part, store));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = testOf(node.part, store);
      return (row) => !test(row);
    }
    case 'text':
      return textTest(node.text, store);
    case 'compare': {
      const column = columnOf(store, node.column);
      return column === undefined ? textTest(node.source, store) : compareTest(column, node);
    }
  }
}

/** A column by its title, however it is capitalised and with or without its spaces. */
function columnOf(store: RunStore, title: string): Column | undefined {
  const plain = (text: string): string => text.replaceAll(' ', '').toLowerCase();
  return store.columns.find((column) => plain(column.title) === plain(title));
}

/** Whether some cell of text holds the words; each different cell is looked at once. */
function textTest(text: string, store: RunStore): Test {
  const wanted = text.toLowerCase();
  const hits = store.columns.flatMap((column) => {
    if (column.type !== 'category') return [];
    const found = column.dictionary.map((cell) => String(cell).toLowerCase().includes(wanted));
    return found.includes(true) ? [{ codes: column.codes, found }] : [];
  });
  return (row) => hits.some(({ codes, found }) => found[codes[row] ?? -1] === true);
}

/** A run without the column's value fulfils only `!=`. */
function compareTest(column: Column, { operator, value }: Extract<FilterNode, { kind: 'compare' }>): Test {
  const without = operator === '!=';
  if (column.type === 'number') {
    const { numbers } = column;
    const number = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value);
    if (value.trim() === '' || Number.isNaN(number)) return () => without;
    return (row) => {
      const own = numbers[row] ?? NaN;
      return Number.isNaN(own) ? without : holds(own - number, operator);
    };
  }
  const wanted = value.toLowerCase();
  const results = column.dictionary.map((cell) => {
    const text = String(cell).toLowerCase();
    if (operator === '~') return text.includes(wanted);
    const number = typeof cell === 'number' ? cell - Number(value) : NaN;
    return holds(Number.isNaN(number) ? (text < wanted ? -1 : text > wanted ? 1 : 0) : number, operator);
  });
  const { codes } = column;
  return (row) => results[codes[row] ?? -1] ?? without;
}

function holds(difference: number, operator: Comparison): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '=':
    case '~':
      return difference === 0;
    case '!=':
      return difference !== 0;
  }
}
