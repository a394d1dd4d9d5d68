import fs from 'node:fs';
import path from 'node:path';
import { errorMessage } from '../../errors/index.ts';
import { projectRoot, writeFileAtomic } from '../../files/node.ts';
import { keepWithin } from './keep-within.ts';

/** Where made things are kept, inside the project. May be deleted at any time. */
export const CACHE_FOLDER = path.join('data', 'processed', '.cache');

export interface CacheOptions {
  /** Folder of the project; default the one that the working directory lies in. */
  readonly root?: string;
  /**
   * Fingerprint of the data set that the examples are unchanged members of: spares hashing their texts. Leave it out for
   * augmented or otherwise changed examples.
   */
  readonly fingerprint?: string;
  /** The cache forgets what was used longest ago when it would grow beyond this. Default 1 GiB. */
  readonly maxBytes?: number;
  /** What is made in less time is not kept: reading it would save nothing. Default 0.25 s. */
  readonly minSeconds?: number;
  /** Told when a file was damaged or could not be written. Default: nothing is said; the result is right all the same. */
  readonly log?: (line: string) => void;
}

/** How a kind of thing becomes bytes and comes back. */
export interface CacheFormat<T> {
  /** Ending of the file's name. */
  readonly ending: string;
  pack(key: string, value: T): Uint8Array;
  /** What was packed under this key, or why these bytes are not that. Must notice any changed byte. */
  unpack(bytes: Uint8Array, key: string): Promise<{ readonly value: T } | { readonly refused: string }>;
}

/**
 * A thing out of the cache, or made and kept for the next time. A file that is missing, damaged, cut off or foreign is
 * made again; one that cannot be written is done without. Files are written whole or not at all.
 *
 * @param key names the thing, see `contentKey`
 */
export async function cached<T>(
  key: string,
  format: CacheFormat<T>,
  options: CacheOptions,
  make: () => Promise<T>,
): Promise<T> {
  const { root = projectRoot(), maxBytes = 2 ** 30, minSeconds = 0.25, log } = options;
  const folder = path.join(root, CACHE_FOLDER);
  const name = `${key.slice(0, 32)}.${format.ending}`;
  const kept = await read(path.join(folder, name), key, format, log);
  if (kept) return kept.value;
  const start = performance.now();
  const made = await make();
  if (performance.now() - start < 1000 * minSeconds) return made;
  try {
    const bytes = format.pack(key, made);
    if (bytes.length > maxBytes) return made;
    writeFileAtomic(path.join(folder, name), bytes);
    keepWithin(folder, maxBytes, name);
  } catch (error) {
    log?.(`This could not be kept for the next time: ${errorMessage(error)}`);
  }
  return made;
}

async function read<T>(
  file: string,
  key: string,
  format: CacheFormat<T>,
  log?: (line: string) => void,
): Promise<{ readonly value: T } | null> {
  let content: Buffer;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log?.(`${file}: ${errorMessage(error)}. It is made again.`);
    return null;
  }
  const found = await format.unpack(content, key);
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
  return found;
}
