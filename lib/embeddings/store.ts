import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { FailureError, UserError } from '../errors/index.ts';
import { readChecked, readJson, writeFileAtomic, writeJsonAtomic } from '../files/node.ts';
import { FloatVectors } from './float-vectors.ts';
import { HalfVectors } from './half-vectors.ts';
import { formatNpy, parseNpy } from './npy.ts';
import { packVectors } from './pack.ts';
import type { PackedVectors, Packing } from './pack.ts';
import { QuantizedVectors } from './quantized-vectors.ts';
import type { WordVectors } from './word-vectors.ts';

/** Written last: what it names is whole. */
const manifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  words: z.int(),
  dimensions: z.int(),
  packing: z.enum(['float32', 'float16', 'int8']),
  from: z.string().describe('Where the vectors come from, for people'),
  sha256: z.record(z.string(), z.string()),
});

const FIX = 'Delete the folder; the vectors are made again.';

/**
 * Writes vectors into a folder: words.txt, vectors.npy (NumPy reads it), scales.npy for int8, and manifest.json last, with
 * the SHA-256 of each.
 *
 * @param from where they come from, for people
 * @returns the vectors as they were stored
 * @throws UserError when a word holds a line break; FailureError when a file cannot be written
 */
export function writeVectors(
  folder: string,
  vectors: WordVectors,
  { packing, from }: { readonly packing: Packing; readonly from: string },
): PackedVectors {
  const packed = packVectors(vectors, packing);
  const words = [...packed.words()];
  const broken = words.find((word) => word.includes('\n'));
  if (broken !== undefined)
    throw new UserError('A stored word holds no line break.', { field: 'words', value: broken });
  const files: Record<string, Uint8Array> = {
    'words.txt': Buffer.from(words.map((word) => `${word}\n`).join('')),
    'vectors.npy': formatNpy(packed.values, [packed.size, packed.dimensions]),
    ...(packed instanceof QuantizedVectors && { 'scales.npy': formatNpy(packed.scales, [packed.size]) }),
  };
  const sha256: Record<string, string> = {};
  for (const [name, content] of Object.entries(files)) {
    writeFileAtomic(path.join(folder, name), content);
    sha256[name] = createHash('sha256').update(content).digest('hex');
  }
  const { size, dimensions } = packed;
  writeJsonAtomic(path.join(folder, 'manifest.json'), {
    schemaVersion: 1,
    words: size,
    dimensions,
    packing,
    from,
    sha256,
  });
  return packed;
}

/**
 * Reads what `writeVectors` wrote; null when there is nothing.
 *
 * @throws FailureError when a file is missing or has other bytes than were written
 */
export function readVectors(folder: string): PackedVectors | null {
  const file = path.join(folder, 'manifest.json');
  if (!fs.existsSync(file)) return null;
  const parsed = manifestSchema.safeParse(readJson(file));
  if (!parsed.success) throw new FailureError(`${file} is no manifest of vectors.`, { fix: FIX });
  const { sha256, packing } = parsed.data;
  const read = (name: string): Buffer => readChecked(path.join(folder, name), sha256[name] ?? '', FIX);
  const text = read('words.txt').toString('utf8');
  const words = text === '' ? [] : text.slice(0, -1).split('\n');
  const { buffer } = parseNpy(read('vectors.npy'), 'vectors.npy').data;
  switch (packing) {
    case 'float32':
      return new FloatVectors(words, new Float32Array(buffer));
    case 'float16':
      return new HalfVectors(words, new Uint16Array(buffer));
    case 'int8': {
      const scales = new Float32Array(parseNpy(read('scales.npy'), 'scales.npy').data.buffer);
      return new QuantizedVectors(words, new Int8Array(buffer), scales);
    }
  }
}
