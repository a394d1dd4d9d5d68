import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

/** No page of a file that anyone writes is larger unpacked, in bytes. */
const LARGEST_PAGE = 2 ** 30;

/**
 * Holds the sizes that a row group states against each other and against the file, before hyparquet believes them: one
 * wrong byte in a count would have it fill the memory or loop for minutes.
 *
 * @param columns names of the columns that will be read
 * @throws Error saying what does not fit
 */
export async function checkRowGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  group: number,
  columns: readonly string[],
): Promise<void> {
  const rowGroup = metadata.row_groups[group];
  const rows = Number(rowGroup?.num_rows);
  const total = metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  if (!(rows >= 0) || total !== Number(metadata.num_rows))
    throw new Error(`the row groups have ${total} rows, the file ${metadata.num_rows}`);
  for (const { meta_data: column } of rowGroup?.columns ?? []) {
    const name = column?.path_in_schema[0] ?? '';
    if (!column || !columns.includes(name)) continue;
    if (column.path_in_schema.length !== 1) throw new Error(`the column "${name}" holds nested values`);
    if (Number(column.num_values) !== rows)
      throw new Error(`the column "${name}" has ${column.num_values} values in ${rows} rows`);
    const start = Number(column.dictionary_page_offset || column.data_page_offset);
    const bytes = await file.slice(start, start + Number(column.total_compressed_size));
    checkPages(new DataView(bytes), name, rows);
  }
}

function checkPages(view: DataView, name: string, rows: number): void {
  const reader = { view, offset: 0 };
  let values = 0;
  while (values < rows && reader.offset < view.byteLength - 1) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const left = view.byteLength - reader.offset;
    if (!(packed >= 0 && packed <= left && unpacked >= 0 && unpacked <= LARGEST_PAGE))
      throw new Error(`a page of the column "${name}" states ${packed} bytes, ${unpacked} unpacked`);
    const page = header.data_page_header ?? header.data_page_header_v2;
    const count = page?.num_values ?? header.dictionary_page_header?.num_values ?? 0;
    if (!(count >= 0 && count <= rows))
      throw new Error(`a page of the column "${name}" states ${count} values in ${rows} rows`);
    if (page) values += count;
    reader.offset += packed;
  }
  if (values !== rows) throw new Error(`the pages of the column "${name}" have ${values} values, not ${rows}`);
}
