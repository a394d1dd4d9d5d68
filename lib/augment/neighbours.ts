import { UserError } from '../errors/index.ts';
import type { WordVectors } from '../embeddings/index.ts';

/** A word near another one. */
export interface Neighbour {
  readonly word: string;
  /** Cosine of the two vectors. */
  readonly similarity: number;
}

/** Nearest words by the cosine of their vectors: exact search, each word asked for once. */
export class Neighbours {
  readonly #vectors: WordVectors;
  readonly #words: readonly string[];
  /** [words, dimensions], each row of length 1. */
  readonly #rows: Float32Array;
  readonly #known = new Map<string, readonly Neighbour[]>();
  readonly #count: number;

  /**
   * @param words those that may be offered; words without a vector are left out
   * @param options.count neighbours kept of a word, default 20
   * @throws UserError when none of the words has a vector
   */
  constructor(vectors: WordVectors, words: Iterable<string>, options: { readonly count?: number } = {}) {
    this.#vectors = vectors;
    this.#count = options.count ?? 20;
    const kept: string[] = [];
    const rows: Float32Array[] = [];
    for (const word of words) {
      const row = unit(vectors.vector(word));
      if (row === null) continue;
      kept.push(word);
      rows.push(row);
    }
    if (kept.length === 0)
      throw new UserError('None of the words has a vector.', { field: 'words', fix: 'Give other vectors.' });
    this.#words = kept;
    this.#rows = new Float32Array(kept.length * vectors.dimensions);
    rows.forEach((row, i) => this.#rows.set(row, i * vectors.dimensions));
  }

  /** The nearest words, nearest first, the word itself left out; none for a word without a vector. */
  of(word: string): readonly Neighbour[] {
    const known = this.#known.get(word);
    if (known) return known;
    const found = this.#search(word);
    this.#known.set(word, found);
    return found;
  }

  #search(word: string): Neighbour[] {
    const query = unit(this.#vectors.vector(word));
    if (query === null) return [];
    const { length } = query;
    const best: Neighbour[] = [];
    let worst = -Infinity;
    for (let i = 0, at = 0; i < this.#words.length; i++, at += length) {
      let similarity = 0;
      for (let d = 0; d < length; d++) similarity += (query[d] as number) * (this.#rows[at + d] as number);
      if (best.length === this.#count && similarity <= worst) continue;
      const candidate = this.#words[i] as string;
      if (candidate === word) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1] as Neighbour).similarity < similarity) place--;
      best.splice(place, 0, { word: candidate, similarity });
      if (best.length > this.#count) best.pop();
      worst = (best[best.length - 1] as Neighbour).similarity;
    }
    return best;
  }
}

/** Length 1; null for no vector or one of zeros. */
function unit(vector: Float32Array | null): Float32Array | null {
  if (vector === null) return null;
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares === 0 ? null : vector.map((value) => value / Math.sqrt(squares));
}

/** Cosine of two words' vectors; -1 when one has none. */
export function cosine(vectors: WordVectors, a: string, b: string): number {
  const [x, y] = [unit(vectors.vector(a)), unit(vectors.vector(b))];
  if (x === null || y === null) return -1;
  return x.reduce((sum, value, d) => sum + value * (y[d] as number), 0);
}
