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
  const facets = ['sampler', 'outcome'].flatMap((id) => store.column(id) ?? []);
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
              : `Compare ${count} runs`}
        </button>
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
    ? `${title}: ${brush.values.map((value) => value || 'none').join(' or ')}`
    : `${title}: ${formatNumber(brush.from)} to ${formatNumber(brush.to)}`;
}

function Facet({ column, route, navigate }: { readonly column: Column } & Pick<Props, 'route' | 'navigate'>) {
  if (column.type !== 'category') return null;
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
        {column.dictionary
          .map(String)
          .sort()
          .map((each) => (
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
