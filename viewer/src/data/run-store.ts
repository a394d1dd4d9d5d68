import {
  formatMetric,
  formatNumber,
  formatSeconds,
  type RunRecord,
} from 'sentilab/tracking';
import {
  unpackCodes,
  unpackNumbers,
  type Cell,
  type ColumnFacts,
  type PackedColumn,
  type PackedRuns,
  type SharedFacts,
} from './packed.ts';

/** Values of one column, one per run: numbers (NaN: none), or codes into a list of cells (−1: none). */
export type ColumnValues =
  | { readonly type: 'number'; readonly numbers: Float64Array }
  | { readonly type: 'category'; readonly dictionary: readonly Cell[]; readonly codes: Int32Array };

/** One column with all its values. */
export type Column = ColumnFacts & ColumnValues;

/** All runs of an experiment by columns: tens of thousands of them are sorted and filtered in milliseconds. */
export interface RunStore {
  readonly size: number;
  readonly columns: readonly Column[];
  readonly ids: readonly string[];
  column(id: string): Column | undefined;
  /** Row of a run; undefined when there is none of this id. */
  rowOf(id: string): number | undefined;
  /** The record as far as plots of many runs need it: without epochs, examples and the configuration beyond the model's kind. */
  record(row: number): RunRecord;
}

/** A store out of what the server sent. */
export function runStore(packed: PackedRuns): RunStore {
  return storeOf(packed.size, packed.columns.map(unpackColumn), packed.shared, unpackCodes(packed.sharedCodes));
}

/** A store with new runs at its end; a run that is there already is replaced by its newer self. */
export function extendStore(store: RunStore, packed: PackedRuns): RunStore {
  const more = runStore(packed);
  const { shared, codes } = parts.get(store) ?? { shared: [], codes: new Int32Array(store.size) };
  const { shared: newShared, codes: newCodes } = parts.get(more) ?? { shared: [], codes: new Int32Array(0) };
  const kept = [...store.ids.keys()].filter((row) => more.rowOf(store.ids[row] ?? '') === undefined);
  const ids = [...new Set([...store.columns, ...more.columns].map(({ id }) => id))];
  const columns = ids.map((id) => joinColumns(store.column(id), kept, more.column(id), more.size));
  const joined = new Int32Array(kept.length + more.size);
  kept.forEach((row, i) => (joined[i] = codes[row] ?? 0));
  newCodes.forEach((code, i) => (joined[kept.length + i] = code + shared.length));
  return storeOf(joined.length, columns, [...shared, ...newShared], joined);
}

/** A column's cell as it is shown; a dash where the run has none. */
export function cellText(column: Column, row: number): string {
  if (column.type === 'category') {
    const cell = column.dictionary[column.codes[row] ?? -1];
    if (cell === undefined) return '–';
    if (column.id === 'started') return String(cell).slice(0, 19); // to the second; plots take it to the millisecond
    return typeof cell === 'number' ? formatNumber(cell) : String(cell);
  }
  const value = column.numbers[row] ?? NaN;
  if (Number.isNaN(value)) return '–';
  if (column.kind === 'metric') return formatMetric(value, column.unit ?? '');
  if (column.id === 'duration' || column.id === 'CPU time') return formatSeconds(value);
  // A whole number as it is: a seed with four digits is another seed.
  return column.kind === 'fact' && Number.isInteger(value) ? String(value) : formatNumber(value);
}

/** A column's cell as a value; undefined where the run has none. */
export function cellOf(column: Column, row: number): Cell | undefined {
  if (column.type === 'category') return column.dictionary[column.codes[row] ?? -1];
  const value = column.numbers[row] ?? NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** What a store was made of, for the next one. */
const parts = new WeakMap<RunStore, { readonly shared: readonly SharedFacts[]; readonly codes: Int32Array }>();

function storeOf(
  size: number,
  columns: readonly Column[],
  shared: readonly SharedFacts[],
  codes: Int32Array,
): RunStore {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const idColumn = byId.get('id');
  const ids = Array.from({ length: size }, (_, row) =>
    idColumn === undefined ? '' : String(cellOf(idColumn, row) ?? ''),
  );
  const rows = new Map(ids.map((id, row) => [id, row]));
  const store: RunStore = {
    size,
    columns,
    ids,
    column: (id) => byId.get(id),
    rowOf: (id) => rows.get(id),
    record: (row) => recordOf(byId, columns, shared[codes[row] ?? 0], row),
  };
  parts.set(store, { shared, codes });
  return store;
}

function recordOf(
  byId: ReadonlyMap<string, Column>,
  columns: readonly Column[],
  shared: SharedFacts | undefined,
  row: number,
): RunRecord {
  if (shared === undefined) throw new RangeError(`There is no row ${row}.`);
  const get = (id: string): Cell | undefined => {
    const column = byId.get(id);
    return column === undefined ? undefined : cellOf(column, row);
  };
  const number = (id: string, otherwise = 0): number => {
    const value = get(id);
    return typeof value === 'number' ? value : otherwise;
  };
  const params: Record<string, Cell> = {};
  const metrics: Record<string, RunRecord['metrics'][string]> = {};
  for (const column of columns) {
    const value = cellOf(column, row);
    if (value === undefined) continue;
    if (column.kind === 'parameter') params[column.title] = value;
    if (column.kind === 'metric' && typeof value === 'number' && column.direction !== null)
      metrics[column.title] = { value, direction: column.direction, unit: column.unit ?? '' };
  }
  const outcome = String(get('outcome'));
  const objective = get(`metric:${shared.objective.metric}`);
  const started = String(get('started')).replace(' ', 'T');
  return {
    ...shared,
    schemaVersion: 1,
    id: String(get('id')),
    trial:
      shared.study === null
        ? null
        : {
            number: number('trial'),
            params,
            proposedBy: get('proposed by') === 'model' ? 'model' : 'prior',
            askedAfterSeq: 0,
          },
    run: { seed: number('seed', 1), fold: number('fold'), attempt: number('attempt', 1) },
    objective: { ...shared.objective, value: typeof objective === 'number' ? objective : null },
    outcome: outcome.startsWith('pruned')
      ? { kind: 'pruned', atEpoch: Number(/\d+$/.exec(outcome)?.[0] ?? 1), reason: '' }
      : outcome === 'failed'
        ? { kind: 'failed', error: { name: 'Error', message: '' } }
        : { kind: 'finished' },
    metrics,
    epochs: [],
    bestEpoch: number('best epoch') || null,
    confusion: null,
    timing: {
      startedAt: `${started}Z`,
      finishedAt: new Date(Date.parse(`${started}Z`) + 1000 * number('duration')).toISOString(),
      wallSeconds: number('duration'),
      cpuSeconds: number('CPU time'),
      peakMemoryMiB: number('memory'),
    },
    weightsSha256: null,
    artifacts: [],
  };
}

function unpackColumn(packed: PackedColumn): Column {
  const { id, title, kind, unit, direction } = packed;
  const facts = { id, title, kind, unit, direction };
  return packed.type === 'number'
    ? { ...facts, type: 'number', numbers: unpackNumbers(packed.values) }
    : { ...facts, type: 'category', dictionary: packed.dictionary, codes: unpackCodes(packed.codes) };
}

function joinColumns(
  old: Column | undefined,
  kept: readonly number[],
  more: Column | undefined,
  added: number,
): Column {
  const facts = old ?? more;
  if (facts === undefined) throw new RangeError('A column comes from one of the two.');
  const { id, title, kind, unit, direction } = facts;
  const size = kept.length + added;
  const isNumber = (column: Column | undefined): boolean => column === undefined || column.type === 'number';
  if (isNumber(old) && isNumber(more)) {
    const numbers = new Float64Array(size).fill(NaN);
    if (old?.type === 'number') kept.forEach((row, i) => (numbers[i] = old.numbers[row] ?? NaN));
    if (more?.type === 'number') numbers.set(more.numbers, kept.length);
    return { id, title, kind, unit, direction, type: 'number', numbers };
  }
  const dictionary = new Map<Cell, number>();
  const codes = new Int32Array(size).fill(-1);
  const place = (column: Column | undefined, row: number, at: number): void => {
    const cell = column === undefined ? undefined : cellOf(column, row);
    if (cell === undefined) return;
    codes[at] = dictionary.get(cell) ?? dictionary.set(cell, dictionary.size).size - 1;
  };
  kept.forEach((row, i) => place(old, row, i));
  for (let row = 0; row < added; row++) place(more, row, kept.length + row);
  return { id, title, kind, unit, direction, type: 'category', dictionary: [...dictionary.keys()], codes };
}
