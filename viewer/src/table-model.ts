import {
  columnFilteringFeature,
  constructTable,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import type { RunRecord } from 'sentilab/tracking';
import type { Route } from './route.ts';
import type { RunColumn } from './run-columns.ts';
import { matchesFilter, parseFilter, type FilterTerm } from './run-filter.ts';

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

/** What of the route decides which rows are shown in which order. */
export type TableState = Pick<Route, 'sort' | 'filter' | 'sampler' | 'outcome'>;

/** Runs with their columns: give it a state, get the rows to show. */
export interface TableModel {
  readonly columns: readonly RunColumn[];
  rows(state: TableState): readonly RunRecord[];
}

/** The run table without its looks. Runs without a value come last in both directions. */
export function tableModel(runs: readonly RunRecord[], columns: readonly RunColumn[]): TableModel {
  const table = constructTable({
    features,
    data: runs,
    columns: columns.map((column) => ({
      id: column.id,
      accessorFn: (run: RunRecord) => column.value(run),
      sortFn: column.numeric ? sortFn_basic : sortFn_alphanumeric,
      sortUndefined: 'last' as const,
    })),
    getRowId: ({ id }) => id,
    // The filter looks at the whole run, so one column asks for all of them.
    getColumnCanGlobalFilter: ({ id }) => id === 'run',
    globalFilterFn: (row, _columnId, terms: readonly FilterTerm[]) =>
      matchesFilter(row.original, terms, columns),
  });
  return {
    columns,
    rows: ({ sort, filter, sampler, outcome }) => {
      table.setSorting(
        sort
          .filter(({ column }) => columns.some(({ id }) => id === column))
          .map(({ column, descending }) => ({ id: column, desc: descending })),
      );
      table.setGlobalFilter(parseFilter(filter, columns));
      return table
        .getRowModel()
        .rows.map((row) => row.original)
        .filter((run) => sampler === null || run.study?.sampler === sampler)
        .filter((run) => outcome === null || run.outcome.kind === outcome);
    },
  };
}
