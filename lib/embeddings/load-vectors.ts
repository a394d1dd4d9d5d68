import type { EmbeddingConfig } from './config.ts';
import { loadGlove } from './load-glove.ts';
import type { WordVectors } from './word-vectors.ts';

export interface LoadVectorsOptions {
  /** Folder of the project; default the one that the working directory lies in. */
  readonly root?: string;
  /** Reads only words that tokens of this vocabulary can use: all that a model needs, and a fraction of the memory. */
  readonly vocabulary?: { readonly tokens: readonly string[] };
  /** The texts that `skip-gram` is trained on; the training part, never the others. */
  readonly texts?: Iterable<string>;
  /** Turns those texts into tokens, as the model will. */
  readonly pipeline?: { tokens(text: string): readonly string[]; toJSON(): unknown };
  /** Worker threads for `skip-gram`; the vectors do not depend on it. Default: the cores of this machine. */
  readonly threads?: number;
  /** Told now and then what is being done and how far it is, 0 … 1. */
  readonly onProgress?: (progress: VectorProgress) => void;
  readonly signal?: AbortSignal;
}

/** How far the reading or training of vectors is. */
export interface VectorProgress {
  readonly what: string;
  /** 0 … 1. */
  readonly done: number;
}

/**
 * The vectors that a configuration names, or null for `random`.
 *
 * @throws UserError when a file or package is not there; FailureError when it is damaged
 */
export async function loadVectors(
  config: EmbeddingConfig,
  options: LoadVectorsOptions = {},
): Promise<WordVectors | null> {
  switch (config.kind) {
    case 'random':
      return null;
    case 'glove':
      return loadGlove(options);
    default:
      throw new Error('not yet');
  }
}
