import type { Experiment } from 'sentilab/tracking';
import type { Marks } from './marks.ts';
import { cellOf, type Column, type RunStore } from './run-store.ts';
import { studyColumn } from './study-column.ts';

/**
 * The store with what people said as columns of their own, and with which studies are current, so that all of it is sorted and
 * filtered like everything else.
 */
export function markedStore(
  store: RunStore,
  marks: Marks,
  objective: string | null,
  experiment: Experiment | null,
): RunStore {
  const said = store.ids.map((id) => marks.runs[id]);
  const columns = [
    category('star', said.map((mark) => (mark?.star === true ? '★' : undefined))),
    category('tags', said.map((mark) => (mark?.tags?.length ? mark.tags.join(', ') : undefined))),
    category('note', said.map((mark) => mark?.note || undefined)),
    ...deltaColumn(store, marks.baseline, objective),
    ...[studyColumn(store, experiment) ?? []].flat(),
  ].filter((column) => column.type === 'number' || column.dictionary.length > 0);
  const byId = new Map(columns.map((column) => [column.id, column]));
  return {
    ...store,
    columns: [...store.columns, ...columns],
    column: (id) => byId.get(id) ?? store.column(id),
  };
}

/** Distance of the objective to the baseline's. */
function deltaColumn(store: RunStore, baseline: string | null, objective: string | null): Column[] {
  const row = baseline === null ? undefined : store.rowOf(baseline);
  const column = objective === null ? undefined : store.column(`metric:${objective}`);
  if (row === undefined || column?.type !== 'number') return [];
  const base = cellOf(column, row);
  if (typeof base !== 'number') return [];
  return [
    {
      id: 'delta',
      title: `Δ ${column.title}`,
      kind: 'metric',
      unit: column.unit === 'fraction' ? '' : column.unit,
      direction: column.direction,
      type: 'number',
      numbers: column.numbers.map((value) => value - base),
    },
  ];
}

function category(id: string, values: readonly (string | undefined)[]): Column {
  const dictionary = new Map<string, number>();
  const codes = Int32Array.from(values, (value) =>
    value === undefined ? -1 : (dictionary.get(value) ?? dictionary.set(value, dictionary.size).size - 1),
  );
  return {
    id,
    title: id,
    kind: 'fact',
    unit: null,
    direction: null,
    type: 'category',
    dictionary: [...dictionary.keys()],
    codes,
  };
}
