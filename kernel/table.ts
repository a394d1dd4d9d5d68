import { escapeHtml } from './display.ts';
import type { MimeBundle } from './display.ts';

/** Rows and columns to look at. */
export interface Table {
  readonly columns: readonly string[];
  /** The rows that are shown, cell by cell. */
  readonly rows: readonly (readonly unknown[])[];
  /** Label of each row, as a data frame has; none by default. */
  readonly index?: readonly (string | number)[];
  /** A line under the table: size, source, licence. */
  readonly caption?: string;
}

const LONGEST = 260;
const STYLE = {
  table: 'border-collapse:collapse;font-size:13px;width:auto',
  head: 'text-align:left;padding:4px 10px;border-bottom:1px solid rgba(128,128,128,.6);white-space:nowrap',
  text: 'text-align:left;padding:3px 10px;border-bottom:1px solid rgba(128,128,128,.2);vertical-align:top;max-width:46em;white-space:normal',
  number:
    'text-align:right;padding:3px 10px;border-bottom:1px solid rgba(128,128,128,.2);vertical-align:top;font-variant-numeric:tabular-nums',
  index:
    'text-align:right;padding:3px 10px;border-bottom:1px solid rgba(128,128,128,.2);vertical-align:top;opacity:.6',
  caption: 'text-align:left;caption-side:bottom;padding-top:6px;opacity:.7;font-size:12px;color:inherit',
};

/** A table as HTML and as text. Long texts are shortened; the whole text is in the tooltip. */
export function tableBundle(table: Table): MimeBundle {
  return { 'text/html': tableHtml(table), 'text/plain': tableText(table) };
}

function tableHtml({ columns, rows, index, caption }: Table): string {
  const numeric = columns.map((_, column) =>
    rows.every((row) => row[column] === null || row[column] === undefined || typeof row[column] === 'number'),
  );
  const head = columns.map((name, column) => {
    const style = numeric[column] ? `${STYLE.head};text-align:right` : STYLE.head;
    return `<th style="${style}">${escapeHtml(name)}</th>`;
  });
  const body = rows.map((row, number) => {
    const label = index ? `<td style="${STYLE.index}">${escapeHtml(String(index[number] ?? ''))}</td>` : '';
    return `<tr>${label}${columns.map((_, column) => cell(row[column])).join('')}</tr>`;
  });
  const corner = index ? `<th style="${STYLE.head}"></th>` : '';
  const below =
    caption === undefined ? '' : `<caption style="${STYLE.caption}">${escapeHtml(caption)}</caption>`;
  return `<table style="${STYLE.table}">${below}<thead><tr>${corner}${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function cell(value: unknown): string {
  const text = cellText(value);
  if (text.length <= LONGEST)
    return `<td style="${typeof value === 'number' ? STYLE.number : STYLE.text}">${escapeHtml(text)}</td>`;
  const short = `${text.slice(0, LONGEST - 1)}…`;
  return `<td style="${STYLE.text}" title="${escapeHtml(text)}">${escapeHtml(short)}</td>`;
}

/** Five significant digits are enough to look at; whole numbers keep all of theirs. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return value.toLocaleString('en');
    return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6
      ? String(Number(value.toPrecision(5)))
      : value.toPrecision(3);
  }
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
}

function tableText({ columns, rows, caption }: Table): string {
  const lines = [columns, ...rows.map((row) => columns.map((_, column) => cellText(row[column])))];
  return [...lines.map((line) => line.join('\t')), ...(caption === undefined ? [] : [caption])].join('\n');
}
