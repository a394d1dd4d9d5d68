import type { Rng } from '../random/index.ts';
import { PAD_ID, UNK_ID } from '../text/index.ts';
import type { Vocabulary } from '../text/index.ts';
import type { WordVectors } from './word-vectors.ts';

/** The start of an embedding layer. */
export interface AlignedEmbedding {
  /** Row-major [vocabulary, dimensions]; row 0 (`<pad>`) is zero. */
  readonly matrix: Float32Array;
  readonly dimensions: number;
  readonly coverage: Coverage;
}

/** Share of a vocabulary that has pretrained vectors, 0 … 1. */
export interface Coverage {
  /** Of the distinct tokens, `<pad>` and `<unk>` apart. */
  readonly types: number;
  /** Of their occurrences in the training texts; what fell to `<unk>` counts as not covered. */
  readonly tokens: number;
}

/**
 * One row per token of the vocabulary: its pretrained vector; else that of its lower-case form; else that without accents
 * (`cliché`); else the mean over the parts of a compound (`badly-written`) whose parts are all known; else normally
 * distributed values of the same standard deviation, so that no row stands out by its length. `<unk>` is such a row,
 * `<pad>` is zero.
 *
 * The values of a row without a vector depend on the generator's seed and its token alone, not on the other rows.
 */
export function alignEmbedding(vocabulary: Vocabulary, vectors: WordVectors, rng: Rng): AlignedEmbedding {
  const { dimensions } = vectors;
  const matrix = new Float32Array(vocabulary.size * dimensions);
  let types = 0;
  let tokens = 0;
  let all = vocabulary.counts[UNK_ID] ?? 0;
  vocabulary.tokens.forEach((token, id) => {
    if (id === PAD_ID) return;
    if (id !== UNK_ID) {
      const count = vocabulary.counts[id] ?? 0;
      all += count;
      if (fill(token, vectors, matrix, id * dimensions)) {
        types++;
        tokens += count;
        return;
      }
    }
    const own = rng.split(token);
    for (let d = 0; d < dimensions; d++) matrix[id * dimensions + d] = own.normal() * vectors.rms;
  });
  const words = vocabulary.size - 2;
  return {
    matrix,
    dimensions,
    coverage: { types: words === 0 ? 0 : types / words, tokens: all === 0 ? 0 : tokens / all },
  };
}

function fill(token: string, vectors: WordVectors, matrix: Float32Array, offset: number): boolean {
  if (vectors.addTo(token, matrix, offset)) return true;
  const lower = token.toLowerCase();
  if (vectors.addTo(lower, matrix, offset)) return true;
  if (vectors.addTo(lower.normalize('NFD').replace(/\p{Mark}/gu, ''), matrix, offset)) return true;
  const parts = lower.split(/[-']/).filter((part) => part !== '');
  if (parts.length < 2 || !parts.every((part) => vectors.has(part))) return false;
  for (const part of parts) vectors.addTo(part, matrix, offset, 1 / parts.length);
  return true;
}
