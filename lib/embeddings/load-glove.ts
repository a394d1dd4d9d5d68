import path from 'node:path';
import { projectRoot, readChecked } from '../files/node.ts';
import { parseNpy } from './npy.ts';
import { QuantizedVectors } from './quantized-vectors.ts';

/** SHA-256 of the committed files; `data/scripts/make-glove.ts` prints them. */
export const GLOVE_SHA256 = {
  'words.txt': '9a6124013e6d314c1dd06d705f7eab5e097d7c6cbba069916ad57752c66c63e3',
  'vectors.npy': '668647aa9679edc225368d997261cea455af2a68fee4eb04ef5190c48307ab34',
  'scales.npy': '1b03184601763d89e9f590319375148087846819041a0dfb4b8bf8cd7fafb338',
} as const;

/**
 * The embedded vectors: the 40,000 most frequent words of GloVe 6B (Pennington, Socher and Manning 2014), 50 dimensions,
 * 8 bits, lower case. About 30 ms.
 *
 * @param options.root folder of the project; default the one that the working directory lies in
 * @throws FailureError when a file is missing or damaged
 */
export function loadGlove(options: { readonly root?: string } = {}): QuantizedVectors {
  const folder = path.join(options.root ?? projectRoot(), 'data', 'glove');
  const read = (name: keyof typeof GLOVE_SHA256): Buffer =>
    readChecked(path.join(folder, name), GLOVE_SHA256[name], 'Restore it: git checkout -- data/glove');
  const words = read('words.txt').toString('utf8').trimEnd().split('\n');
  const vectors = parseNpy(read('vectors.npy'), 'vectors.npy').data;
  const scales = parseNpy(read('scales.npy'), 'scales.npy').data;
  return new QuantizedVectors(words, new Int8Array(vectors.buffer), new Float32Array(scales.buffer));
}
