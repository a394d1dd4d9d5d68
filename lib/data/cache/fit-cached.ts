import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TEXT_PIPELINE_VERSION, TextPipeline } from '../../text/index.ts';
import type { TextConfigInput } from '../../text/index.ts';
import type { Progress } from '../encode/encode-parallel.ts';
import type { Example } from '../types.ts';
import { cached } from './cache-folder.ts';
import type { CacheFormat, CacheOptions } from './cache-folder.ts';
import { contentKey } from './content-key.ts';

export interface FitCachedOptions extends CacheOptions {
  /** Called several times a second while texts are read, and at the end. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const DIGEST = 64;

/** SHA-256 in hex, a line break, the key, a line break, the pipeline as JSON. */
const format: CacheFormat<TextPipeline> = {
  ending: 'pipeline',
  pack: (key, pipeline) => {
    const content = `\n${key}\n${JSON.stringify(pipeline)}`;
    return Buffer.from(sha256(content) + content);
  },
  unpack: async (bytes, key) => {
    const content = Buffer.from(bytes).subarray(DIGEST);
    if (sha256(content) !== Buffer.from(bytes).subarray(0, DIGEST).toString('latin1'))
      return { refused: 'its bytes are damaged' };
    const [, found, json = ''] = content.toString('utf8').split('\n', 3);
    if (found !== key) return { refused: 'it is of other data or another configuration' };
    return { value: await TextPipeline.fromJSON(JSON.parse(json)) };
  },
};

/**
 * The pipeline that `TextPipeline.fit` makes of the texts of the examples, out of the cache when it has it.
 *
 * @throws UserError when a field of the configuration is wrong; the signal's reason when it is given
 */
export async function fitCached(
  examples: readonly Example[],
  config: TextConfigInput = {},
  options: FitCachedOptions = {},
): Promise<TextPipeline> {
  const key = contentKey({ fit: config, version: TEXT_PIPELINE_VERSION }, examples, options.fingerprint);
  const pipeline = await cached(key, format, options, () => {
    // Can be gone over again: a step that learns reads the texts twice, and they need not be collected for it.
    const texts = { [Symbol.asyncIterator]: () => textsOf(examples, options) };
    return TextPipeline.fit(texts, config);
  });
  options.onProgress?.({ done: examples.length, total: examples.length });
  return pipeline;
}

/** The texts one at a time; the event loop gets its turn several times a second. */
async function* textsOf(
  examples: readonly Example[],
  { onProgress, signal }: FitCachedOptions,
): AsyncGenerator<string> {
  let until = performance.now() + 100;
  for (let done = 0; done < examples.length; done++) {
    yield examples[done]?.text ?? '';
    if (performance.now() < until) continue;
    await nextTurn();
    signal?.throwIfAborted();
    onProgress?.({ done, total: examples.length });
    until = performance.now() + 100;
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
