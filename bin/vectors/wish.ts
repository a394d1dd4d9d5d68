import { parseConfig } from 'sentilab/config';
import { embeddingConfigSchema } from 'sentilab/embeddings';
import type { EmbeddingConfig } from 'sentilab/embeddings';
import { UserError, didYouMean } from 'sentilab/errors';

/** Kinds that need nothing but their name. */
const NAMED = ['glove', 'glove-package', 'wink-package', 'skip-gram'];

/**
 * The vectors a person named on the command line: a kind (`glove`), a file by its ending (`glove.6B.zip`, `x.vec`,
 * `x.bin`, `x.txt`), or a configuration as JSON.
 *
 * @param more fields set by other flags
 * @throws UserError when it is none of these
 */
export function vectorsWish(wish: string, more: Readonly<Record<string, unknown>> = {}): EmbeddingConfig {
  if (wish.trimStart().startsWith('{')) {
    let value: unknown;
    try {
      value = JSON.parse(wish);
    } catch (cause) {
      throw new UserError('This is no JSON.', { field: '--vectors', value: wish, cause });
    }
    return parseConfig(embeddingConfigSchema, value, '--vectors');
  }
  const config = NAMED.includes(wish) ? { kind: wish } : fileConfig(wish);
  return parseConfig(embeddingConfigSchema, { ...config, ...more }, '--vectors');
}

function fileConfig(wish: string): { readonly kind: string; readonly file: string } {
  if (/\.vec(\.gz)?$/.test(wish)) return { kind: 'fasttext', file: wish };
  if (/\.bin(\.gz)?$/.test(wish)) return { kind: 'word2vec', file: wish };
  if (/\.(zip|txt|txt\.gz)$/.test(wish)) return { kind: 'glove-file', file: wish };
  throw new UserError('These are no vectors: neither a kind nor a file ending in .zip, .txt, .vec or .bin.', {
    field: '--vectors',
    value: wish,
    fix: didYouMean(wish, NAMED),
  });
}
