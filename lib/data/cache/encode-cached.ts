import type { TextPipeline } from '../../text/index.ts';
import type { EncodedExample } from '../batches/batch.ts';
import { encodeParallel } from '../encode/encode-parallel.ts';
import type { EncodeParallelOptions } from '../encode/encode-parallel.ts';
import type { Example } from '../types.ts';
import { cached } from './cache-folder.ts';
import type { CacheFormat, CacheOptions } from './cache-folder.ts';
import { contentKey } from './content-key.ts';
import { CACHE_VERSION, packEncoded, unpackEncoded } from './format.ts';

export type EncodeCachedOptions = EncodeParallelOptions & CacheOptions;

const format: CacheFormat<EncodedExample[]> = {
  ending: 'ids',
  pack: packEncoded,
  unpack: (bytes, key) => {
    const found = unpackEncoded(bytes, key);
    return Promise.resolve('refused' in found ? found : { value: found.examples });
  },
};

/** The key that `encodeCached` uses. */
export function encodingKey(pipeline: TextPipeline, examples: readonly Example[], fingerprint?: string): string {
  return contentKey({ encode: pipeline, version: CACHE_VERSION }, examples, fingerprint);
}

/**
 * Examples with their texts turned into ids, in the same order, out of the cache when it has them; see `encodeParallel`.
 * The cache knows them by the content of pipeline and examples.
 *
 * @throws what the pipeline throws, and the signal's reason when it is given
 */
export async function encodeCached(
  pipeline: TextPipeline,
  examples: readonly Example[],
  options: EncodeCachedOptions = {},
): Promise<EncodedExample[]> {
  const key = encodingKey(pipeline, examples, options.fingerprint);
  let made = false;
  const encoded = await cached(key, format, options, () => {
    made = true;
    return encodeParallel(pipeline, examples, options);
  });
  if (!made) options.onProgress?.({ done: examples.length, total: examples.length });
  return encoded;
}
