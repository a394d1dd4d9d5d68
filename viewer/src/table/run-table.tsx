import { useMemo } from 'preact/hooks';
import { categoryColor, type Theme } from 'sentilab/plots';
import { Empty } from '../messages.tsx';
import type { Column, RunStore } from '../data/run-store.ts';
import { cellText } from '../data/run-store.ts';
import type { Route } from '../route.ts';
import type { MarksHandle } from '../use-marks.ts';
import type { Navigate } from '../use-route.ts';
import { shownColumns, widthOf } from './shown-columns.ts';
import { rowColors } from './row-colors.ts';
import { nextSort } from './next-sort.ts';
import { VirtualTable, type TableColumn } from './virtual-table.tsx';

interface Props {
  readonly store: RunStore;
  /** Rows of the store that are left, in their order. */
  readonly rows: Int32Array;
  readonly winner: string | null;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly marks: MarksHandle;
  readonly theme: Theme;
}

/** Every run as a row: sort by a press on a heading, select to compare, star; the pinned baseline stays on top. */
export function RunTable({ store, rows, winner, route, navigate, marks, theme }: Props) {
  const { baseline } = marks.marks;
  const baselineRow = baseline === null ? undefined : store.rowOf(baseline);
  const ordered = baselineRow === undefined ? rows : withFirst(rows, baselineRow);
  const id = (index: number): string => store.ids[ordered[index] ?? 0] ?? '';
  const selected = new Set(route.selected);
  const colors = useMemo(() => rowColors(store, route.color, theme), [store, route.color, theme]);
  const toggle = (run: string): void =>
    navigate({
      selected: selected.has(run) ? route.selected.filter((each) => each !== run) : [...route.selected, run],
    });
  const star = (run: string): void => marks.mark(run, { star: marks.marks.runs[run]?.star !== true });
  if (rows.length === 0)
    return (
      <Empty title="No run fits the filter">
        <button type="button" onClick={() => navigate({ filter: '', brush: [] })}>
          Clear the filter
        </button>
      </Empty>
    );
  const label = (index: number): string => textOf(store.column('run'), ordered[index] ?? 0);
  const columns: TableColumn[] = [
    {
      id: 'check',
      title: '',
      width: 40,
      numeric: false,
      pinned: true,
      cell: (index) => (
        <input
          type="checkbox"
          checked={selected.has(id(index))}
          aria-label={`Select ${label(index)}`}
          style={swatch(route.selected.indexOf(id(index)), theme)}
          onChange={() => toggle(id(index))}
        />
      ),
    },
    ...shownColumns(store, route.columns).map((column): TableColumn => ({
      id: column.id,
      title: column.title,
      width: widthOf(column),
      numeric: column.type === 'number',
      pinned: column.kind === 'run' || route.pinned.includes(column.id),
      header: column.kind === 'run',
      cell: (index) =>
        column.kind === 'run' ? (
          <>
            <button
              type="button"
              class="link"
              title="Show this run alone"
              onClick={() => navigate({ page: 'compare', selected: [id(index)] }, 'push')}
            >
              {label(index)}
            </button>
            {id(index) === winner && <span class="badge">best</span>}
            {id(index) === baseline && <span class="badge">baseline</span>}
          </>
        ) : (
          cellText(column, ordered[index] ?? 0)
        ),
    })),
  ];
  // Pinned columns stand together at the left.
  columns.sort((a, b) => Number(b.pinned) - Number(a.pinned));
  return (
    <VirtualTable
      label="Table of runs"
      columns={columns}
      count={ordered.length}
      rowKey={id}
      rowClass={(index) =>
        `${selected.has(id(index)) ? 'selected' : ''} ${id(index) === baseline ? 'baseline' : ''}`
      }
      {...(colors !== null && { rowColor: (index: number) => colors.of(ordered[index] ?? 0) })}
      sort={route.sort}
      onSort={(column, add) => navigate({ sort: nextSort(route.sort, column, add) })}
      onKey={(event, index) => {
        if (index < 0 || marks.readOnly || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 's') star(id(index));
        if (event.key === 'b') marks.setBaseline(id(index) === baseline ? null : id(index));
      }}
    />
  );
}

function withFirst(rows: Int32Array, first: number): Int32Array {
  const others = rows.filter((row) => row !== first);
  const all = new Int32Array(others.length + 1);
  all[0] = first;
  all.set(others, 1);
  return all;
}

/** A selected row's box has the colour of its curve, as far as there are colours. */
function swatch(place: number, theme: Theme): { accentColor: string } | undefined {
  return place < 0 || place > 5 ? undefined : { accentColor: categoryColor(place, theme) };
}

function textOf(column: Column | undefined, row: number): string {
  return column === undefined ? '' : cellText(column, row);
}
