import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UserError, didYouMean } from '../../errors/index.ts';
import type { RawRecord } from '../own-file/example-of-record.ts';
import { ownFileSource } from '../own-file/own-file-source.ts';
import type { OwnFile, ReadConfig } from '../own-file/own-file-source.ts';
import { csvConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';

type CsvConfig = SourceConfigOf<'csv'>;

/** A quote that is never closed must not draw the whole file into memory: no row is larger, in bytes. */
const LARGEST_ROW = 64 * 2 ** 20;

/** Values with a delimiter between them (RFC 4180), in UTF-8; empty lines are passed over. */
export const csv = ownFileSource<CsvConfig>('csv', csvConfigSchema, async function* (file, config) {
  let positions: ReadonlyMap<string, number> | null = null;
  let number = 0;
  for await (const { row, line } of rows(file, config)) {
    if (positions === null) {
      positions = columnPositions(file, config, row);
      if (config.header) continue;
    }
    yield recordOf(file, positions, row, line, number++);
  }
});

interface Row {
  readonly row: readonly string[];
  /** Line of its end, from 1. */
  readonly line: number;
}

async function* rows(file: OwnFile, config: ReadConfig<CsvConfig>): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: config.delimiter ?? (path.extname(file.path).toLowerCase() === '.tsv' ? '\t' : ','),
    bom: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: LARGEST_ROW,
    info: true,
  });
  // pipeline closes the file when the parser ends early, and hands the file's errors to the parser.
  pipeline(fs.createReadStream(file.path), parser, () => undefined);
  let [last, width] = [0, Infinity];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      last = info.lines;
      width = record.length;
      yield { row: record, line: info.lines };
    }
  } catch (error) {
    throw error instanceof CsvError ? broken(file, error, last, width) : error;
  } finally {
    parser.destroy();
  }
}

function broken({ shown }: OwnFile, error: CsvError, last: number, width: number): UserError {
  const { lines = last + 1, index = 0 } = error as { readonly lines?: number; readonly index?: number };
  const open = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  return new UserError(
    open
      ? `A quote is opened after line ${last} and not closed.`
      : `Not valid CSV: ${error.message.replace(/\.$/, '')}.`,
    {
      field: `${shown}, line ${lines}, column ${Math.min(index, width) + 1}`,
      fix: 'Put values that hold a delimiter, a quote or a line break in quotes, and double the quotes inside.',
      cause: error,
    },
  );
}

function columnPositions({ shown }: OwnFile, config: ReadConfig<CsvConfig>, first: readonly string[]): Map<string, number> {
  const names = config.header ? first : first.map((_, i) => String(i + 1));
  const positions = new Map(names.map((name, i) => [name, i]));
  for (const [option, column] of Object.entries({
    text: config.text,
    label: config.label,
    id: config.id,
    group: config.group,
    rating: config.rating,
  }))
    if (column !== undefined && !positions.has(column))
      throw new UserError(`There is no such column (asked for as ${option}).`, {
        field: `${shown}, line 1, column "${column}"`,
        value: names,
        fix: didYouMean(column, names),
      });
  return positions;
}

function recordOf(
  { shown }: OwnFile,
  positions: ReadonlyMap<string, number>,
  row: readonly string[],
  line: number,
  number: number,
): RawRecord {
  return {
    number,
    value: (column) => row[positions.get(column) ?? -1],
    place: (column) => {
      const breaks = row.join('').split('\n').length - 1; // a row with line breaks in it begins further up
      return `${shown}, line ${line - breaks}, column "${column}"`;
    },
  };
}
