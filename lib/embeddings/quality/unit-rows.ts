import type { WordVectors } from '../word-vectors.ts';

/** Vectors of length 1 as one matrix: the cosine of two is their product. */
export interface UnitRows {
  readonly words: readonly string[];
  readonly dimensions: number;
  /** Row-major [words, dimensions]; a vector of zeros stays so. */
  readonly matrix: Float32Array;
  /** The row of a word, or null. */
  row(word: string): Float32Array | null;
}

/**
 * The words of some vectors, scaled to length 1.
 *
 * @param most takes the first words only, the most frequent ones of a file in order of frequency; default all
 */
export function unitRows(vectors: WordVectors, most = Infinity): UnitRows {
  const { dimensions } = vectors;
  const words: string[] = [];
  for (const word of vectors.words()) {
    if (words.length >= most) break;
    words.push(word);
  }
  const matrix = new Float32Array(words.length * dimensions);
  const index = new Map<string, number>();
  words.forEach((word, row) => {
    index.set(word, row);
    vectors.addTo(word, matrix, row * dimensions);
    normalise(matrix.subarray(row * dimensions, (row + 1) * dimensions));
  });
  return {
    words,
    dimensions,
    matrix,
    row: (word) => {
      const row = index.get(word);
      return row === undefined ? null : matrix.subarray(row * dimensions, (row + 1) * dimensions);
    },
  };
}

/** Scales a vector to length 1 in place; zeros stay zeros. */
export function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares > 0) {
    const factor = 1 / Math.sqrt(squares);
    for (let d = 0; d < vector.length; d++) vector[d]! *= factor;
  }
  return vector;
}

/** Product of two vectors of equal length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
