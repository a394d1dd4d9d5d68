import { parquetWriteBuffer } from 'hyparquet-writer';
import { csvLine } from '../data/node.ts';
import { UserError } from '../errors/index.ts';
import { writeFileAtomic } from '../files/node.ts';
import type { ParamValue, TrialRow } from '../tuning/index.ts';

/**
 * Writes the rows of `trialRows(study)` as a table: `.csv` (RFC 4180, nulls are empty) or `.parquet` (Snappy; numbers as
 * doubles, a column of several types as strings). Rows of several studies may stand in one table: a column that a row
 * does not have is null. Written whole or not at all.
 *
 * @throws UserError for another ending, FailureError when the disk takes no more
 */
export function writeTrials(rows: readonly TrialRow[], file: string): void {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) }));
  if (file.endsWith('.csv')) {
    const field = (value: ParamValue | null | undefined): string | number | undefined =>
      typeof value === 'boolean' ? String(value) : (value ?? undefined);
    const lines = rows.map((_, i) => csvLine(columns.map(({ data }) => field(data[i]))));
    return writeFileAtomic(file, csvLine(names) + lines.join(''));
  }
  if (file.endsWith('.parquet')) {
    const bytes = parquetWriteBuffer({ columnData: columns.map(typed) });
    return writeFileAtomic(file, new Uint8Array(bytes));
  }
  throw new UserError('Trials are written as CSV or Parquet.', {
    field: 'file',
    value: file,
    fix: 'Let its name end in .csv or .parquet.',
  });
}

function typed({
  name,
  data,
}: {
  readonly name: string;
  readonly data: (string | number | boolean | null)[];
}): {
  name: string;
  data: (string | number | boolean | null)[];
  type: 'DOUBLE' | 'BOOLEAN' | 'STRING';
  nullable: true;
} {
  const types = new Set(data.filter((value) => value !== null).map((value) => typeof value));
  const only = types.size === 1 ? [...types][0] : 'string';
  if (only === 'number') return { name, data, type: 'DOUBLE', nullable: true };
  if (only === 'boolean') return { name, data, type: 'BOOLEAN', nullable: true };
  return {
    name,
    data: data.map((value) => (value === null ? null : String(value))),
    type: 'STRING',
    nullable: true,
  };
}
