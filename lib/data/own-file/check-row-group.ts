import { parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetHeader } from 'hyparquet/src/column.js';
import { checkRuns } from './check-runs.ts';

/** No page of a file that anyone writes is larger unpacked, in bytes. */
const LARGEST_PAGE = 2 ** 28;

type PageHeader = ReturnType<typeof parquetHeader>;

interface ColumnFacts {
  readonly name: string;
  readonly codec: string;
  readonly boolean: boolean;
  /** Whether values may be missing: then levels say which. */
  readonly optional: boolean;
}

/**
 * Holds the sizes that a row group states against each other and against its bytes, before hyparquet believes them: one
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
  const elements = new Map(parquetSchema(metadata).children.map(({ element }) => [element.name, element]));
  for (const { meta_data: column } of rowGroup?.columns ?? []) {
    const name = column?.path_in_schema[0] ?? '';
    if (!column || !columns.includes(name)) continue;
    const element = elements.get(name);
    if (column.path_in_schema.length !== 1 || element?.repetition_type === 'REPEATED')
      throw new Error(`the column "${name}" holds nested values`);
    if (Number(column.num_values) !== rows)
      throw new Error(`the column "${name}" has ${column.num_values} values in ${rows} rows`);
    const start = Number(column.dictionary_page_offset || column.data_page_offset);
    const bytes = await file.slice(start, start + Number(column.total_compressed_size));
    const { codec, type } = column;
    const optional = element?.repetition_type === 'OPTIONAL';
    checkPages(new DataView(bytes), { name, codec, boolean: type === 'BOOLEAN', optional }, rows);
  }
}

function checkPages(view: DataView, column: ColumnFacts, rows: number): void {
  const { name } = column;
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
    const bytes = new Uint8Array(view.buffer, view.byteOffset + reader.offset, packed);
    if (header.type === 'DATA_PAGE') checkPage(header, unpack(bytes, unpacked, column.codec), column);
    else if (header.type === 'DATA_PAGE_V2') checkPageV2(header, bytes, column);
    if (page) values += count;
    reader.offset += packed;
  }
  if (values !== rows) throw new Error(`the pages of the column "${name}" have ${values} values, not ${rows}`);
}

/** A page of the first kind: levels and values are packed together, levels with their length before them. */
function checkPage({ data_page_header: page }: PageHeader, bytes: Uint8Array, column: ColumnFacts): void {
  if (!page) throw new Error(`a page of the column "${column.name}" has no header`);
  let rest = bytes;
  let present = page.num_values;
  if (column.optional) {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    present = checkRuns(bytes.subarray(4, 4 + length), 1, page.num_values);
    rest = bytes.subarray(4 + length);
  }
  checkValues(rest, page.encoding, present, column);
}

/** A page of the second kind: levels stand apart and unpacked. */
function checkPageV2(header: PageHeader, bytes: Uint8Array, column: ColumnFacts): void {
  const page = header.data_page_header_v2;
  const repetition = page?.repetition_levels_byte_length ?? 0;
  const definition = page?.definition_levels_byte_length ?? 0;
  const levels = repetition + definition;
  if (!page || !(repetition >= 0 && definition >= 0 && levels <= bytes.length))
    throw new Error(`a page of the column "${column.name}" states ${levels} bytes of levels`);
  let present = page.num_values;
  if (column.optional) present = checkRuns(bytes.subarray(repetition, levels), 1, page.num_values);
  if (present !== page.num_values - page.num_nulls)
    throw new Error(`a page of the column "${column.name}" states ${page.num_nulls} missing values`);
  const packed = bytes.subarray(levels);
  const values =
    page.is_compressed === false ? packed : unpack(packed, header.uncompressed_page_size - levels, column.codec);
  checkValues(values, page.encoding, present, column);
}

function checkValues(bytes: Uint8Array, encoding: string, count: number, column: ColumnFacts): void {
  if (encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY')
    checkRuns(bytes.subarray(1), bytes[0] ?? 0, count);
  else if (encoding === 'RLE' && column.boolean) checkRuns(bytes.subarray(4), 1, count);
  else if (encoding === 'RLE') checkRuns(bytes.subarray(1), bytes[0] ?? 0, count);
}

function unpack(bytes: Uint8Array, length: number, codec: string): Uint8Array {
  if (codec === 'UNCOMPRESSED') return bytes;
  const decompress = (compressors as Readonly<Record<string, (input: Uint8Array, length: number) => Uint8Array>>)[codec];
  if (!decompress) throw new Error(`the compression ${codec} is not known`);
  if (!(length >= 0)) throw new Error(`a page of ${length} bytes`);
  const unpacked = decompress(bytes, length);
  if (unpacked.length !== length) throw new Error(`a page of ${unpacked.length} instead of ${length} bytes`);
  return unpacked;
}
