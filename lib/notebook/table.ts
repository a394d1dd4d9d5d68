import { DISPLAY } from './display.ts';
import { notebookHost } from './host.ts';
import type { MimeBundle, TableContent } from './host.ts';

export interface TableOptions {
  /** Which fields, in this order. Default: all fields of the first record. */
  readonly columns?: readonly string[];
  /** A line under the table. */
  readonly caption?: string;
}

/** A value a cell can end with: the notebook shows it as a table. */
export interface ShownTable extends TableContent {
  readonly [DISPLAY]: () => MimeBundle;
}

/** Records as a table; long texts are shortened, everything is escaped. End the cell with it. */
export function table(records: readonly object[], options: TableOptions = {}): ShownTable {
  const columns = options.columns ?? Object.keys(records[0] ?? {});
  const rows = records.map((record) => columns.map((column): unknown => Reflect.get(record, column)));
  const content: TableContent =
    options.caption === undefined ? { columns, rows } : { columns, rows, caption: options.caption };
  return {
    ...content,
    [DISPLAY]: () =>
      notebookHost()?.tableBundle(content) ?? {
        'text/plain': [columns, ...rows].map((row) => row.join('\t')).join('\n'),
      },
  };
}
