import { parse } from 'csv-parse/sync';
import { UserError, errorMessage } from '../errors/index.ts';

/**
 * Rows of a CSV file with a header line, as objects of the columns asked for; other columns are left out.
 *
 * @param name how messages call the file
 * @throws UserError when it is empty, lacks a column or is not CSV
 */
export function readCsv<C extends string>(
  content: string | Buffer,
  columns: readonly C[],
  name: string,
): Record<C, string>[] {
  let rows: string[][];
  try {
    rows = parse(content, { bom: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] });
  } catch (error) {
    throw new UserError(`Not valid CSV: ${errorMessage(error)}.`, {
      field: name,
      fix: 'Give a comma-separated file in UTF-8 with a header line.',
      cause: error,
    });
  }
  const [header, ...body] = rows;
  if (!header || body.length === 0)
    throw new UserError('The file has no rows.', {
      field: name,
      fix: `Give a header line (${columns.join(',')}) and at least one row.`,
    });
  const positions = columns.map((column) => {
    const position = header.indexOf(column);
    if (position < 0)
      throw new UserError(`The column "${column}" is missing.`, {
        field: name,
        value: header,
        fix: `Name the columns ${columns.map((c) => `"${c}"`).join(', ')} in the first line.`,
      });
    return [column, position] as const;
  });
  return body.map(
    (row) => Object.fromEntries(positions.map(([column, at]) => [column, row[at] ?? ''])) as Record<C, string>,
  );
}
