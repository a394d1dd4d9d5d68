import { useMemo, useState } from 'preact/hooks';
import { runLabel, type RunRecord } from 'sentilab/tracking';
import { Empty } from './messages.tsx';
import type { Route } from './route.ts';
import { runColumns, type RunColumn } from './run-columns.ts';
import { tableModel } from './table-model.ts';
import { TableFilters } from './table-filters.tsx';
import type { Navigate } from './use-route.ts';

/** So many rows are drawn at first; a press of a button draws the rest. */
const FIRST_ROWS = 200;

interface Props {
  readonly runs: readonly RunRecord[];
  readonly winner: string | null;
  readonly route: Route;
  readonly navigate: Navigate;
}

/** Every run as a row: sort by a press on a heading, filter by expression or facet, select to compare. */
export function RunTable({ runs, winner, route, navigate }: Props) {
  const model = useMemo(() => tableModel(runs, runColumns(runs)), [runs]);
  const rows = model.rows(route);
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  const selected = new Set(route.selected);
  const toggle = (id: string): void =>
    navigate({
      selected: selected.has(id) ? route.selected.filter((each) => each !== id) : [...route.selected, id],
    });
  return (
    <section aria-label="Runs">
      <TableFilters
        runs={runs}
        columns={model.columns}
        shown={rows.length}
        route={route}
        navigate={navigate}
      />
      {rows.length === 0 ? (
        <Empty title="No run fits the filter">
          <button type="button" onClick={() => navigate({ filter: '', sampler: null, outcome: null })}>
            Clear the filter
          </button>
        </Empty>
      ) : (
        <div class="scroll table" tabIndex={0} role="region" aria-label="Table of runs">
          <table>
            <thead>
              <tr>
                <th scope="col" class="check">
                  <span class="hidden">select</span>
                </th>
                {model.columns.map((column) => (
                  <Heading key={column.id} column={column} route={route} navigate={navigate} />
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((run) => (
                <tr key={run.id} class={selected.has(run.id) ? 'selected' : ''}>
                  <td class="check">
                    <input
                      type="checkbox"
                      checked={selected.has(run.id)}
                      aria-label={`Select ${runLabel(run)}`}
                      onChange={() => toggle(run.id)}
                    />
                  </td>
                  {model.columns.map((column) => (
                    <Cell
                      key={column.id}
                      column={column}
                      run={run}
                      best={run.id === winner}
                      route={route}
                      navigate={navigate}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < rows.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {rows.length} rows
        </button>
      )}
    </section>
  );
}

function Cell({
  column,
  run,
  best,
  route,
  navigate,
}: Pick<Props, 'route' | 'navigate'> & {
  readonly column: RunColumn;
  readonly run: RunRecord;
  readonly best: boolean;
}) {
  const text = column.text(run);
  if (column.kind === 'run')
    return (
      <th scope="row">
        <button
          type="button"
          class="link"
          title="Show this run alone"
          onClick={() => navigate({ ...route, page: 'compare', selected: [run.id] }, 'push')}
        >
          {text}
        </button>
        {best && <span class="badge">best</span>}
      </th>
    );
  return <td class={`${column.numeric ? 'number' : ''} ${column.id}`}>{text}</td>;
}

function Heading({
  column,
  route,
  navigate,
}: Pick<Props, 'route' | 'navigate'> & { readonly column: RunColumn }) {
  const sort = route.sort[0]?.column === column.id ? route.sort[0] : undefined;
  // Three presses: up, down, as it was.
  const next = sort === undefined ? false : sort.descending ? null : true;
  return (
    <th
      scope="col"
      class={column.numeric ? 'number' : ''}
      aria-sort={sort === undefined ? 'none' : sort.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        class="heading"
        onClick={() => navigate({ sort: next === null ? [] : [{ column: column.id, descending: next }] })}
      >
        {column.title}
        <span aria-hidden="true" class="arrow">
          {sort === undefined ? '' : sort.descending ? '▼' : '▲'}
        </span>
      </button>
    </th>
  );
}
