import path from 'node:path';
import type { FloatVectors } from '../float-vectors.ts';
import { openFile } from './open-file.ts';
import type { ReadVectorsOptions } from './reader.ts';
import { readTextLines } from './text-lines.ts';

/**
 * GloVe's text format (Pennington, Socher and Manning 2014): no header, a word and its numbers per line; `.gz` is
 * unpacked.
 *
 * @throws UserError when there is no such file; FailureError naming line and column of what is wrong
 */
export function readGloveText(file: string, options: ReadVectorsOptions = {}): Promise<FloatVectors> {
  return readTextLines(openFile(file, options), {
    name: path.basename(file),
    header: false,
    keep: options.keep,
  });
}
