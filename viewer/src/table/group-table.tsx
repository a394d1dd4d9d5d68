import { formatMetric, formatNumber } from 'sentilab/tracking';
import { useMemo } from 'preact/hooks';
import { groupRows, spreadOf, sweptColumns, type RowGroup, type Spread } from '../data/group-rows.ts';
import type { Column, RunStore } from '../data/run-store.ts';
import type { Route } from '../route.ts';
import type { Navigate } from '../use-route.ts';
import { nextSort } from './next-sort.ts';
import { widthOf } from './shown-columns.ts';
import { VirtualTable, type TableColumn } from './virtual-table.tsx';

interface Props {
  readonly store: RunStore;
  readonly rows: Int32Array;
  readonly route: Route;
  readonly navigate: Navigate;
}

/** Stands for every parameter with more than one value: what is left are repetitions of one configuration. */
export const ALL_PARAMETERS = '*';

/** Columns of a grouping. */
export function groupColumns(store: RunStore, group: readonly string[]): Column[] {
  if (group.includes(ALL_PARAMETERS)) return sweptColumns(store);
  return group.flatMap((id) => store.column(id) ?? []);
}

/** Runs by parameter: mean ± sd, least, most and how many of every metric. A press on a group narrows all views to it. */
export function GroupTable({ store, rows, route, navigate }: Props) {
  const by = useMemo(() => groupColumns(store, route.group), [store, route.group.join('\n')]);
  const metrics = useMemo(
    () => store.columns.filter(({ kind, type }) => kind === 'metric' && type === 'number'),
    [store],
  );
  const groups = useMemo(() => {
    const made = groupRows(rows, by).map((group) => ({
      group,
      spreads: metrics.map((column) => spreadOf(column, group.rows)),
    }));
    const [key] = route.sort;
    const at = metrics.findIndex(({ id }) => id === key?.column);
    if (key === undefined || at < 0) return made;
    const sign = key.descending ? -1 : 1;
    const value = (spread: Spread | null | undefined): number => spread?.mean ?? NaN;
    return made.sort((a, b) => {
      const [x, y] = [value(a.spreads[at]), value(b.spreads[at])];
      if (Number.isNaN(x)) return 1;
      return Number.isNaN(y) ? -1 : sign * (x - y);
    });
  }, [rows, by, metrics, route.sort]);
  const narrow = (group: RowGroup): void =>
    navigate({
      group: [],
      brush: [
        ...route.brush.filter(({ column }) => !by.some(({ id }) => id === column)),
        ...by.map(({ id }, i) => ({ column: id, values: [group.values[i] ?? ''] })),
      ],
    });
  const columns: TableColumn[] = [
    ...by.map((column, i): TableColumn => ({
      id: column.id,
      title: column.title,
      width: Math.max(120, widthOf(column)),
      numeric: false,
      pinned: i === 0,
      header: i === 0,
      cell: (index) => {
        const group = groups[index]?.group;
        if (group === undefined) return '';
        return i > 0 ? (
          group.texts[i]
        ) : (
          <button
            type="button"
            class="link"
            title="Show the runs of this group"
            onClick={() => narrow(group)}
          >
            {group.texts[0]}
          </button>
        );
      },
    })),
    {
      id: 'n',
      title: 'n',
      width: 70,
      numeric: true,
      pinned: false,
      cell: (index) => groups[index]?.group.rows.length ?? 0,
    },
    ...metrics.flatMap((column, at): TableColumn[] => {
      const cell = (
        id: string,
        title: string,
        width: number,
        text: (spread: Spread) => string,
      ): TableColumn => ({
        id,
        title,
        width,
        numeric: true,
        pinned: false,
        cell: (index) => {
          const spread = groups[index]?.spreads[at];
          return spread == null ? '–' : text(spread);
        },
      });
      const show = (value: number): string => formatMetric(value, column.unit ?? '');
      return [
        cell(
          column.id,
          `${column.title}, mean ± sd`,
          48 + 8.4 * (column.title.length + 11),
          ({ mean, sd, n }) =>
            n < 2
              ? show(mean)
              : `${show(mean)} ± ${column.unit === 'fraction' ? (100 * sd).toFixed(1) : formatNumber(sd)}`,
        ),
        cell(`${column.id} min`, 'min', 92, ({ min }) => show(min)),
        cell(`${column.id} max`, 'max', 92, ({ max }) => show(max)),
      ];
    }),
  ];
  return (
    <VirtualTable
      label="Runs by group"
      columns={columns}
      count={groups.length}
      rowKey={(index) => groups[index]?.group.key ?? ''}
      sort={route.sort}
      onSort={(column, add) => navigate({ sort: nextSort(route.sort, column, add) })}
    />
  );
}
