import type { Cell } from '../data/packed.ts';
import type { Column, RunStore } from '../data/run-store.ts';

/** Facts that few ask for: shown when chosen. */
const HIDDEN_AT_FIRST = new Set([
  'model',
  'CPU time',
  'memory',
  'trial',
  'fold',
  'attempt',
  'best epoch',
  'commit',
  'study',
]);

/** Columns of a store in the order they are shown. `chosen` null: the usual ones, marks beside the name. */
export function shownColumns(store: RunStore, chosen: readonly string[] | null): Column[] {
  if (chosen !== null) {
    const rest = chosen.filter((id) => id !== 'run');
    return ['run', ...rest].flatMap((id) => store.column(id) ?? []);
  }
  const marks = ['star', 'tags', 'delta', 'note'].flatMap((id) => store.column(id) ?? []);
  const others = store.columns.filter((column) => !marks.includes(column) && !HIDDEN_AT_FIRST.has(column.id));
  const [first, ...rest] = others;
  return first === undefined ? [] : [first, ...marks, ...rest];
}

/** Pixels a column takes: as wide as its heading, within reason. */
export function widthOf({ id, title, kind, type }: Column): number {
  if (kind === 'run') return 190;
  if (id === 'id') return 270;
  if (id === 'started') return 170;
  if (id === 'note' || id === 'tags') return 180;
  if (id === 'outcome') return 155;
  return Math.min(250, Math.max(type === 'category' ? 118 : 96, 48 + 8.2 * title.length));
}

/** Shown columns of some rows as CSV, as spreadsheets read it: values unrounded, quotes where needed. */
export function csvOf(
  columns: readonly Column[],
  rows: Int32Array,
  value: (column: Column, row: number) => Cell | undefined,
): string {
  const quote = (cell: Cell | undefined): string => {
    let text = cell === undefined ? '' : String(cell);
    // A text that a spreadsheet would take for a formula is marked as text.
    if (typeof cell === 'string' && /^[=+\-@\t]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns.map(({ title }) => quote(title)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => quote(value(column, row))).join(','));
  return `${lines.join('\n')}\n`;
}
