import { useMemo } from 'preact/hooks';
import { MOST_COMPARED } from '../compare/most-compared.ts';
import { cellOf, type Column, type RunStore } from '../data/run-store.ts';
import type { Brush } from '../data/brush.ts';
import { formatNumber } from 'sentilab/tracking';
import type { Route } from '../route.ts';
import type { Navigate } from '../use-route.ts';

interface Props {
  readonly store: RunStore;
  readonly shown: number;
  /** What is wrong with the expression; null: nothing. */
  readonly problem: string | null;
  readonly route: Route;
  readonly navigate: Navigate;
}

/** The line above the table: expression, facets, how many runs are left, and the way to the comparison. */
export function TableFilters({ store, shown, problem, route, navigate }: Props) {
  const count = route.selected.length;
  const facets = ['sampler', 'outcome', 'studies'].flatMap((id) => store.column(id) ?? []);
  const more = useMemo(() => moreFacets(store), [store]);
  return (
    <>
      <div class="bar filters">
        <label class="field grow">
          <span>Filter</span>
          <input
            type="search"
            id="filter"
            value={route.filter}
            placeholder={`for example ${exampleOf(store)}`}
            aria-describedby={problem === null ? undefined : 'filter-problem'}
            onInput={(event) => navigate({ filter: event.currentTarget.value })}
          />
        </label>
        {facets.map((column) => (
          <Facet key={column.id} column={column} route={route} navigate={navigate} />
        ))}
        {more.length > 0 && (
          <details class="menu">
            <summary>More facets</summary>
            <div class="sheet facets" role="group" aria-label="More facets">
              {more.map((column) => (
                <Facet key={column.id} column={column} route={route} navigate={navigate} />
              ))}
            </div>
          </details>
        )}
        <p class="count" role="status">
          {shown === store.size
            ? `${store.size.toLocaleString('en')} runs`
            : `${shown.toLocaleString('en')} of ${store.size.toLocaleString('en')} runs`}
        </p>
        <button
          type="button"
          class="primary"
          disabled={count === 0}
          onClick={() => navigate({ page: 'compare' }, 'push')}
        >
          {count === 0
            ? 'Select runs to compare'
            : count === 1
              ? 'Show the selected run'
              : `Compare ${count > MOST_COMPARED ? `the first ${MOST_COMPARED} of ` : ''}${count} runs`}
        </button>
        {count > 1 && (
          <button
            type="button"
            onClick={() => navigate({ brush: [{ column: 'id', values: [...route.selected] }] })}
          >
            Only these
          </button>
        )}
        {count > 0 && (
          <button type="button" onClick={() => navigate({ selected: [] })}>
            Clear selection
          </button>
        )}
      </div>
      {problem !== null && (
        <p class="warning" id="filter-problem" role="status">
          {problem} Looking for the words as they are.
        </p>
      )}
      <Brushes store={store} route={route} navigate={navigate} />
    </>
  );
}

/** What all views are narrowed to, each with a button that takes it away. */
function Brushes({ store, route, navigate }: Pick<Props, 'store' | 'route' | 'navigate'>) {
  if (route.brush.length === 0) return null;
  return (
    <p class="chips" aria-label="Narrowed to">
      {route.brush.map((brush, at) => (
        <button
          type="button"
          class="chip"
          key={`${brush.column} ${at}`}
          aria-label={`Take away: ${wordsOf(store, brush)}`}
          onClick={() => navigate({ brush: route.brush.filter((_, i) => i !== at) })}
        >
          {wordsOf(store, brush)} <span aria-hidden="true">×</span>
        </button>
      ))}
      <button type="button" class="link" onClick={() => navigate({ brush: [] })}>
        all runs again
      </button>
    </p>
  );
}

function wordsOf(store: RunStore, brush: Brush): string {
  const title = store.column(brush.column)?.title ?? brush.column;
  return 'values' in brush
    ? brush.values.length > 6
      ? `${title}: ${brush.values.length} of them`
      : `${title}: ${brush.values.map((value) => value || 'none').join(' or ')}`
    : `${title}: ${formatNumber(brush.from)} to ${formatNumber(brush.to)}`;
}

/** Most different values of a column to choose one of. */
const MOST_VALUES = 20;

/** Columns of few categories or numbers that are worth to choose a value of: more than one, and used again. */
function moreFacets(store: RunStore): Column[] {
  const never = new Set(['sampler', 'outcome', 'studies', 'run', 'id', 'note', 'started']);
  return store.columns.filter((column) => {
    if (never.has(column.id) || column.kind === 'metric') return false;
    const count = valuesOf(store, column).length;
    return count > 1 && count <= MOST_VALUES && count <= store.size / 2;
  });
}

/** The different values of a column as brushes name them; longer than what can be shown when there are more. */
function valuesOf({ size }: Pick<RunStore, 'size'>, column: Column): string[] {
  if (column.type === 'category') return column.dictionary.map(String);
  const met = new Set<number>();
  for (let row = 0; row < size && met.size <= MOST_VALUES; row++) {
    const value = column.numbers[row] ?? NaN;
    if (!Number.isNaN(value)) met.add(value);
  }
  return [...met].sort((a, b) => a - b).map(String);
}

function Facet({ column, route, navigate }: { readonly column: Column } & Pick<Props, 'route' | 'navigate'>) {
  const values =
    column.type === 'category'
      ? column.dictionary.map(String).sort()
      : valuesOf({ size: column.numbers.length }, column);
  const own = route.brush.find((brush) => brush.column === column.id);
  const value = own !== undefined && 'values' in own ? (own.values[0] ?? '') : '';
  const others = route.brush.filter((brush) => brush.column !== column.id);
  return (
    <label class="field">
      <span>{column.title.charAt(0).toUpperCase() + column.title.slice(1)}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          navigate({ brush: chosen === '' ? others : [...others, { column: column.id, values: [chosen] }] });
        }}
      >
        <option value="">all</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A filter that means something for these runs. */
function exampleOf(store: RunStore): string {
  const parameter = store.columns.find(({ kind, type }) => kind === 'parameter' && type === 'number');
  const values: number[] = [];
  for (let row = 0; row < Math.min(store.size, 500) && parameter !== undefined; row++) {
    const value = cellOf(parameter, row);
    if (typeof value === 'number') values.push(value);
  }
  values.sort((a, b) => a - b);
  const middle = Number(values[Math.floor(values.length / 2)]?.toPrecision(2));
  const metric = store.column('metric:test/accuracy');
  return [parameter && `${parameter.title}<${middle}`, metric && `${metric.title}>77%`, 'not grid']
    .filter(Boolean)
    .join(' ');
}
