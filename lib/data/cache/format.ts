import { createHash } from 'node:crypto';
import type { EncodedExample } from '../batches/batch.ts';

/** Version of the file's layout. A file of another version is made anew. */
export const CACHE_VERSION = 1;

const MAGIC = 'sentids\n';
/** Read through the machine's own byte order: a file of a machine with the other one is foreign. */
const BYTE_ORDER = 0x01020304;
const PRELUDE = 20;
const DIGEST = 32;

/** What the file says of itself, as JSON behind the prelude. */
interface Header {
  /** Names data and pipeline, see `encodingKey`. */
  readonly key: string;
  readonly examples: number;
  /** Ids of all examples together. */
  readonly tokens: number;
  /** Bytes per id: 2 while the vocabulary has at most 65,536 words. */
  readonly width: 2 | 4;
  /** Length of the example ids, a JSON array in UTF-8. */
  readonly idBytes: number;
}

/**
 * Encoded examples as bytes, every section aligned to 4:
 *
 * | bytes | what |
 * | --- | --- |
 * | 8 | `sentids\n` |
 * | 4 + 4 + 4 | byte order mark, version, length of the header |
 * | … | header: JSON, filled up with spaces |
 * | 4 · (n + 1) | where the ids of each example begin |
 * | n | labels |
 * | 2 or 4 per id | token ids |
 * | … | example ids: a JSON array |
 * | 32 | SHA-256 of all before |
 */
export function packEncoded(key: string, examples: readonly EncodedExample[]): Uint8Array {
  const tokens = examples.reduce((sum, { ids }) => sum + ids.length, 0);
  const width = examples.every(({ ids }) => ids.every((id) => id >= 0 && id <= 0xffff)) ? 2 : 4;
  const names = Buffer.from(JSON.stringify(examples.map(({ id }) => id)));
  const header: Header = { key, examples: examples.length, tokens, width, idBytes: names.length };
  const headerBytes = Buffer.from(padded(JSON.stringify(header)));
  const at = layout(header, headerBytes.length);
  const bytes = new Uint8Array(at.end);
  bytes.set(Buffer.from(MAGIC));
  new Uint32Array(bytes.buffer, MAGIC.length, 3).set([BYTE_ORDER, CACHE_VERSION, headerBytes.length]);
  bytes.set(headerBytes, PRELUDE);
  const offsets = new Uint32Array(bytes.buffer, at.offsets, examples.length + 1);
  const labels = new Uint8Array(bytes.buffer, at.labels, examples.length);
  const ids = idsAt(bytes.buffer, at.ids, header);
  let next = 0;
  examples.forEach((example, i) => {
    labels[i] = example.label;
    ids.set(example.ids, next);
    offsets[i + 1] = next += example.ids.length;
  });
  bytes.set(names, at.names);
  bytes.set(createHash('sha256').update(bytes.subarray(0, at.digest)).digest(), at.digest);
  return bytes;
}

/**
 * What `packEncoded` packed, or why these bytes are not that: damaged, cut off, of another version, of other data.
 *
 * @param key what the file must have been made for
 */
export function unpackEncoded(
  content: Uint8Array,
  key: string,
): { readonly examples: EncodedExample[] } | { readonly refused: string } {
  const bytes = new Uint8Array(content); // a copy begins at a multiple of 8, as the typed arrays below want it
  if (Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC || bytes.length < PRELUDE + DIGEST)
    return { refused: 'it is no such file' };
  const digest = createHash('sha256').update(bytes.subarray(0, -DIGEST)).digest();
  if (!digest.equals(bytes.subarray(-DIGEST))) return { refused: 'its bytes are damaged' };
  // From here on the bytes are those that some version of this project wrote.
  const [order, version, headerLength = 0] = new Uint32Array(bytes.buffer, MAGIC.length, 3);
  if (order !== BYTE_ORDER || version !== CACHE_VERSION) return { refused: 'it is of another version' };
  const header = JSON.parse(
    Buffer.from(bytes.subarray(PRELUDE, PRELUDE + headerLength)).toString(),
  ) as Header;
  if (header.key !== key) return { refused: 'it is of other data or another pipeline' };
  const at = layout(header, headerLength);
  const offsets = new Uint32Array(bytes.buffer, at.offsets, header.examples + 1);
  const labels = new Uint8Array(bytes.buffer, at.labels, header.examples);
  const ids = Int32Array.from(idsAt(bytes.buffer, at.ids, header));
  const names = JSON.parse(
    Buffer.from(bytes.subarray(at.names, at.names + header.idBytes)).toString(),
  ) as string[];
  return {
    examples: names.map((id, i) => ({
      id,
      label: labels[i] === 1 ? 1 : 0,
      ids: ids.subarray(offsets[i], offsets[i + 1]),
    })),
  };
}

/** Where each section begins. */
function layout(header: Header, headerLength: number) {
  const offsets = PRELUDE + headerLength;
  const labels = offsets + 4 * (header.examples + 1);
  const ids = aligned(labels + header.examples);
  const names = aligned(ids + header.width * header.tokens);
  const digest = aligned(names + header.idBytes);
  return { offsets, labels, ids, names, digest, end: digest + DIGEST };
}

function idsAt(buffer: ArrayBufferLike, at: number, { width, tokens }: Header): Uint16Array | Int32Array {
  return width === 2 ? new Uint16Array(buffer, at, tokens) : new Int32Array(buffer, at, tokens);
}

function aligned(position: number): number {
  return (position + 3) & ~3;
}

function padded(text: string): string {
  return text + ' '.repeat(aligned(Buffer.byteLength(text)) - Buffer.byteLength(text));
}
