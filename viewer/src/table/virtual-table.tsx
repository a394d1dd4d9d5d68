import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { useVirtual } from './use-virtual.ts';

/** One column of a table that may have any number of rows and columns. */
export interface TableColumn {
  readonly id: string;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  readonly numeric: boolean;
  /** Stays when the table moves sideways. */
  readonly pinned: boolean;
  /** The first column of a row's name. */
  readonly header?: boolean;
  cell(row: number): ComponentChildren;
}

interface Props {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly count: number;
  readonly rowKey: (row: number) => string;
  readonly rowClass?: (row: number) => string;
  /** A mark at the left of the row; null: none. */
  readonly rowColor?: (row: number) => string | null;
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** Called with a column's id; `add`: keep the other columns of the order. */
  readonly onSort: (column: string, add: boolean) => void;
  readonly onKey?: (event: TargetedKeyboardEvent<HTMLDivElement>, row: number) => void;
}

export const ROW_HEIGHT = 34;

/** A table that draws only what is in sight; screen readers are told how large it is. */
export function VirtualTable({
  label,
  columns,
  count,
  rowKey,
  rowClass,
  rowColor,
  sort,
  onSort,
  onKey,
}: Props) {
  const place = useRef<HTMLDivElement>(null);
  const pinned = columns.filter((column) => column.pinned);
  const moving = columns.filter((column) => !column.pinned);
  const pinnedWidth = pinned.reduce((sum, { width }) => sum + width, 0);
  const rows = useVirtual({ place, count, size: rowHeight, overscan: 8, padding: ROW_HEIGHT });
  const widths = moving.map(({ width }) => width).join(' ');
  const sizes = useRef({ widths, size: (index: number) => moving[index]?.width ?? 100 });
  if (sizes.current.widths !== widths)
    sizes.current = { widths, size: (index: number) => moving[index]?.width ?? 100 };
  const across = useVirtual({
    place,
    count: moving.length,
    size: sizes.current.size,
    horizontal: true,
    overscan: 6,
    padding: pinnedWidth,
  });
  const firstItem = across.items[0];
  const lastItem = across.items[across.items.length - 1];
  const before = firstItem?.start ?? 0;
  const after = across.total - (lastItem?.end ?? 0);
  const shown = [...pinned, ...across.items.flatMap(({ index }) => moving[index] ?? [])];
  const top = rows.items[0]?.start ?? 0;
  const bottom = rows.total - (rows.items[rows.items.length - 1]?.end ?? 0);
  const left = (column: TableColumn): number => {
    let sum = 0;
    for (const each of pinned) {
      if (each === column) break;
      sum += each.width;
    }
    return sum;
  };
  const cellProps = (column: TableColumn) => ({
    class: `${column.numeric ? 'number ' : ''}${column.pinned ? 'pinned ' : ''}${column.id}`,
    style: column.pinned ? { left: `${left(column)}px` } : undefined,
    'aria-colindex': columns.indexOf(column) + 1,
  });
  const gap = <td class="gap" aria-hidden="true" />;
  const cells = (draw: (column: TableColumn) => JSX.Element) => (
    <>
      {shown.slice(0, pinned.length).map(draw)}
      {before > 0 && gap}
      {shown.slice(pinned.length).map(draw)}
      {after > 0 && gap}
    </>
  );
  return (
    <div
      class="scroll table"
      ref={place}
      tabIndex={0}
      role="region"
      aria-label={label}
      onKeyDown={(event) => {
        const row = (event.target as Element).closest('tr')?.dataset['row'];
        onKey?.(event, row === undefined ? -1 : Number(row));
      }}
    >
      <table
        style={{ width: `${pinnedWidth + across.total}px` }}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
      >
        <colgroup>
          {shown.slice(0, pinned.length).map(({ id, width }) => (
            <col key={id} style={{ width: `${width}px` }} />
          ))}
          {before > 0 && <col style={{ width: `${before}px` }} />}
          {shown.slice(pinned.length).map(({ id, width }) => (
            <col key={id} style={{ width: `${width}px` }} />
          ))}
          {after > 0 && <col style={{ width: `${after}px` }} />}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {cells((column) => (
              <Heading key={column.id} column={column} sort={sort} onSort={onSort} more={cellProps(column)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {top > 0 && <tr class="gap" aria-hidden="true" style={{ height: `${top}px` }} />}
          {rows.items.map(({ index }) => (
            <tr
              key={rowKey(index)}
              data-row={index}
              aria-rowindex={index + 2}
              class={`${rowClass?.(index) ?? ''} ${rowColor === undefined ? '' : 'colored'}`}
              style={{ height: `${ROW_HEIGHT}px`, '--row': rowColor?.(index) ?? 'transparent' }}
            >
              {cells((column) =>
                column.header === true ? (
                  <th scope="row" key={column.id} {...cellProps(column)}>
                    {column.cell(index)}
                  </th>
                ) : (
                  <td key={column.id} {...cellProps(column)}>
                    {column.cell(index)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {bottom > 0 && <tr class="gap" aria-hidden="true" style={{ height: `${bottom}px` }} />}
        </tbody>
      </table>
    </div>
  );
}

const rowHeight = (): number => ROW_HEIGHT;

function Heading({
  column,
  sort,
  onSort,
  more,
}: Pick<Props, 'sort' | 'onSort'> & {
  readonly column: TableColumn;
  readonly more: Readonly<Record<string, unknown>>;
}) {
  const at = sort.findIndex(({ column: id }) => id === column.id);
  const key = sort[at];
  if (column.title === '')
    return (
      <th scope="col" {...more}>
        <span class="hidden">select</span>
      </th>
    );
  return (
    <th
      scope="col"
      {...more}
      aria-sort={key === undefined ? 'none' : key.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        class="heading"
        title={`Sort by ${column.title}; with Shift, after the present order`}
        onClick={(event) => onSort(column.id, event.shiftKey)}
      >
        <span class="title">{column.title}</span>
        <span aria-hidden="true" class="arrow">
          {key === undefined ? '' : `${key.descending ? '▼' : '▲'}${sort.length > 1 ? at + 1 : ''}`}
        </span>
      </button>
    </th>
  );
}
