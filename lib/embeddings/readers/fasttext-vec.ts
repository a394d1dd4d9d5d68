import path from 'node:path';
import type { FloatVectors } from '../float-vectors.ts';
import { openFile } from './open-file.ts';
import type { ReadVectorsOptions } from './reader.ts';
import { readTextLines } from './text-lines.ts';

/**
 * fastText's `.vec` (Bojanowski et al. 2017): a first line `words dimensions`, then a word and its numbers per line, each
 * line ending with a space; `.gz` is unpacked. The vectors of character n-grams are in fastText's `.bin` alone and are not
 * read.
 *
 * @throws UserError when there is no such file; FailureError naming line and column of what is wrong
 */
export function readFastTextVec(file: string, options: ReadVectorsOptions = {}): Promise<FloatVectors> {
  return readTextLines(openFile(file, options), {
    name: path.basename(file),
    header: true,
    keep: options.keep,
  });
}
