import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { FailureError, errorMessage } from '../../errors/index.ts';
import { syncFolder } from '../../files/node.ts';
import { csvLine } from './csv-line.ts';

/** Formats that a data set is written in. */
export const STRUCTURED_FORMATS = ['csv', 'parquet'] as const;
export type StructuredFormat = (typeof STRUCTURED_FORMATS)[number];

/** A review as a row; what is absent is an empty field in CSV and a null in Parquet. */
export interface StructuredRow {
  readonly id: string;
  readonly text: string;
  readonly label?: 0 | 1;
  readonly rating?: number;
  readonly group?: string;
}

const COLUMNS = ['id', 'label', 'rating', 'group', 'text'] as const;
/** Rows of a Parquet row group: what a reader holds at a time, some 3 MB of reviews. */
const ROW_GROUP = 2000;

export interface WriteStructuredOptions {
  readonly file: string;
  readonly format: StructuredFormat;
  /** Called now and then with the rows written so far. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Writes reviews as a table with the columns id, label, rating, group and text: CSV (RFC 4180, UTF-8, a header, line
 * feeds) or Parquet (Snappy). Streamed; the file gets its name when it is whole.
 *
 * @returns number of rows
 * @throws FailureError when the disk takes no more
 */
export async function writeStructured(
  rows: AsyncIterable<StructuredRow>,
  { file, format, onProgress }: WriteStructuredOptions,
): Promise<number> {
  const temporary = `${file}.${process.pid}.tmp`;
  let count = 0;
  async function* counted(): AsyncGenerator<StructuredRow> {
    for await (const row of rows) {
      if (++count % 1000 === 0) onProgress?.(count);
      yield row;
    }
  }
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await (format === 'csv' ? writeCsv(counted(), temporary) : writeParquet(counted(), temporary));
    const handle = fs.openSync(temporary, 'r+');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
    syncFolder(path.dirname(file));
    return count;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new FailureError(`Could not write ${file}: ${errorMessage(error)}.`, {
      fix: 'Check the free disk space and the permissions of the folder, then run the same command again.',
      cause: error,
    });
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

async function writeCsv(rows: AsyncIterable<StructuredRow>, file: string): Promise<void> {
  const out = fs.createWriteStream(file);
  const done = finished(out);
  done.catch(() => undefined); // reported by the await below; a full disk must not end the process before
  out.write(csvLine(COLUMNS));
  for await (const row of rows)
    if (!out.write(csvLine(COLUMNS.map((column) => row[column]))))
      await Promise.race([once(out, 'drain'), done]);
  out.end();
  await done;
}

async function writeParquet(rows: AsyncIterable<StructuredRow>, file: string): Promise<void> {
  await parquetWriteRows({
    writer: fileWriter(file),
    rows,
    columns: [
      { name: 'id', type: 'STRING', nullable: false },
      { name: 'label', type: 'INT32' },
      { name: 'rating', type: 'INT32' },
      { name: 'group', type: 'STRING' },
      { name: 'text', type: 'STRING', nullable: false },
    ],
    rowGroupSize: ROW_GROUP,
    createdBy: 'sentilab',
  });
}
