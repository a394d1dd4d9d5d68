import fs from 'node:fs';
import path from 'node:path';
import { errorMessage } from '../../errors/index.ts';
import { projectRoot, writeFileAtomic } from '../../files/node.ts';
import type { TextPipeline } from '../../text/index.ts';
import type { EncodedExample } from '../batches/batch.ts';
import { encodeParallel } from '../encode/encode-parallel.ts';
import type { EncodeParallelOptions } from '../encode/encode-parallel.ts';
import type { Example } from '../types.ts';
import { encodingKey } from './encoding-key.ts';
import { packEncoded, unpackEncoded } from './format.ts';
import { keepWithin } from './keep-within.ts';

export interface EncodeCachedOptions extends EncodeParallelOptions {
  /** Folder of the project; default the one that the working directory lies in. */
  readonly root?: string;
  /** The cache forgets what was used longest ago when it would grow beyond this. Default 1 GiB. */
  readonly maxBytes?: number;
  /** What is encoded in less time is not kept: reading it would save nothing. Default 0.25 s. */
  readonly minSeconds?: number;
  /** Told when a file was damaged or could not be written. Default: nothing is said; the result is right all the same. */
  readonly log?: (line: string) => void;
}

/** Where encoded examples are kept, inside the project. */
export const CACHE_FOLDER = path.join('data', 'processed', '.cache');

/**
 * Examples with their texts turned into ids, in the same order, out of the cache when it has them. The cache is keyed by
 * the content of examples and pipeline. A file that is missing, damaged, cut off or foreign is made again; one that
 * cannot be written is done without.
 *
 * @throws what the pipeline throws, and the signal's reason when it is given
 */
export async function encodeCached(
  pipeline: TextPipeline,
  examples: readonly Example[],
  options: EncodeCachedOptions = {},
): Promise<EncodedExample[]> {
  const { root = projectRoot(), maxBytes = 2 ** 30, minSeconds = 0.25, onProgress, log } = options;
  const folder = path.join(root, CACHE_FOLDER);
  const key = encodingKey(pipeline, examples);
  const file = path.join(folder, `${key.slice(0, 32)}.ids`);
  const kept = read(file, key, log);
  if (kept) {
    onProgress?.({ done: examples.length, total: examples.length });
    return kept;
  }
  const start = performance.now();
  const encoded = await encodeParallel(pipeline, examples, options);
  if (performance.now() - start < 1000 * minSeconds) return encoded;
  try {
    const bytes = packEncoded(key, encoded);
    if (bytes.length > maxBytes) return encoded;
    writeFileAtomic(file, bytes);
    keepWithin(folder, maxBytes, path.basename(file));
  } catch (error) {
    log?.(`Encoded texts could not be kept for the next time: ${errorMessage(error)}`);
  }
  return encoded;
}

function read(file: string, key: string, log?: (line: string) => void): EncodedExample[] | null {
  let content: Buffer;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log?.(`${file}: ${errorMessage(error)}. It is made again.`);
    return null;
  }
  const found = unpackEncoded(content, key);
  if ('refused' in found) {
    log?.(`${file}: ${found.refused}. It is made again.`);
    return null;
  }
  try {
    const now = new Date();
    fs.utimesSync(file, now, now); // the time of use, for keepWithin
  } catch {
    // a cache that may only be read is as good
  }
  return found.examples;
}
