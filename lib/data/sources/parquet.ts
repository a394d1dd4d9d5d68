import fs from 'node:fs/promises';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { UserError, didYouMean, errorMessage } from '../../errors/index.ts';
import { checkRowGroup } from '../own-file/check-row-group.ts';
import { ownFileSource } from '../own-file/own-file-source.ts';
import type { OwnFile, ReadConfig } from '../own-file/own-file-source.ts';
import { parquetConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';

type ParquetConfig = SourceConfigOf<'parquet'>;

/**
 * Apache Parquet, with the usual compressions (Snappy, gzip, Brotli, ZSTD, LZ4). Read one row group at a time and only
 * the columns asked for, so memory holds the largest row group.
 */
export const parquet = ownFileSource<ParquetConfig>('parquet', parquetConfigSchema, async function* (file, config) {
  const handle = await fs.open(file.path);
  try {
    const bytes = await asyncBuffer(handle);
    const { metadata, names } = await understood(file, 'the footer', async () => {
      const footer = await parquetMetadataAsync(bytes);
      return { metadata: footer, names: columnNames(footer) };
    });
    const columns = wantedColumns(file, config, names);
    let number = 0;
    for (const [group, { num_rows }] of metadata.row_groups.entries()) {
      const rowStart = number;
      const rowEnd = number + Number(num_rows);
      const rows = await understood(file, `row group ${group + 1}`, async () => {
        await checkRowGroup(bytes, metadata, group, columns);
        return parquetReadObjects({ file: bytes, metadata, columns, rowStart, rowEnd, compressors });
      });
      for (const row of rows) {
        const at = number++;
        yield {
          number: at,
          value: (column) => row[column] as unknown,
          place: (column) => `${file.shown}, row ${at + 1}, column "${column}"`,
        };
      }
    }
  } finally {
    await handle.close();
  }
});

/** The bytes of an open file as hyparquet wants them; a slice outside the file is an error, never a short answer. */
async function asyncBuffer(handle: fs.FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      if (!(start >= 0 && start <= end && end <= size)) throw new Error(`bytes ${start} to ${end} are not in the file`);
      const buffer = new ArrayBuffer(end - start);
      const { bytesRead } = await handle.read(new Uint8Array(buffer), 0, end - start, start);
      if (bytesRead !== end - start) throw new Error(`the file ends at byte ${start + bytesRead}`);
      return buffer;
    },
  };
}

function columnNames(metadata: FileMetaData): string[] {
  const names = parquetSchema(metadata).children.map(({ element }): unknown => element.name);
  return names.filter((name): name is string => typeof name === 'string'); // a damaged schema may lack them
}

function wantedColumns(file: OwnFile, config: ReadConfig<ParquetConfig>, names: readonly string[]): string[] {
  const wanted = Object.entries({
    text: config.text,
    label: config.label,
    id: config.id,
    group: config.group,
    rating: config.rating,
  }).flatMap(([option, column]) => (column === undefined ? [] : [{ option, column }]));
  for (const { option, column } of wanted)
    if (!names.includes(column))
      throw new UserError(`There is no such column (asked for as ${option}).`, {
        field: `${file.shown}, column "${column}"`,
        value: names,
        fix: didYouMean(column, names),
      });
  return [...new Set(wanted.map(({ column }) => column))];
}

/** Whatever hyparquet throws over bytes that are no Parquet, as one error that names the file and the part. */
async function understood<T>({ shown }: OwnFile, part: string, read: () => Promise<T> | T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new UserError(`Not valid Parquet, or damaged: ${errorMessage(error).replace(/\.$/, '')}.`, {
      field: `${shown}, ${part}`,
      fix: 'Write the file again.',
      cause: error,
    });
  }
}
