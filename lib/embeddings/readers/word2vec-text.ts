import path from 'node:path';
import type { FloatVectors } from '../float-vectors.ts';
import { openFile } from './open-file.ts';
import type { ReadVectorsOptions } from './reader.ts';
import { readTextLines } from './text-lines.ts';

/**
 * The text format of word2vec and gensim: a first line `words dimensions`, then a word and its numbers per line; `.gz` is
 * unpacked.
 *
 * @throws UserError when there is no such file; FailureError naming line and column of what is wrong
 */
export function readWord2vecText(file: string, options: ReadVectorsOptions = {}): Promise<FloatVectors> {
  return readTextLines(openFile(file, options), {
    name: path.basename(file),
    header: true,
    keep: options.keep,
  });
}
