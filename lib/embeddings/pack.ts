import { FloatVectors } from './float-vectors.ts';
import { toHalf } from './float16.ts';
import { HalfVectors } from './half-vectors.ts';
import { quantizeRows } from './quantize.ts';
import { QuantizedVectors } from './quantized-vectors.ts';
import type { WordVectors } from './word-vectors.ts';

/** How vectors are stored: 4, 2 or 1 byte a value. */
export type Packing = 'float32' | 'float16' | 'int8';

/** Vectors in one of the three stored forms. */
export type PackedVectors = FloatVectors | HalfVectors | QuantizedVectors;

/**
 * Any vectors in another form. `float16` keeps three digits of a value, `int8` 1/254 of the largest of its row; the
 * cosine to the original stays above 0.9999 in both.
 */
export function packVectors(vectors: WordVectors, packing: Packing): PackedVectors {
  const words = [...vectors.words()];
  const matrix = new Float32Array(words.length * vectors.dimensions);
  words.forEach((word, row) => vectors.addTo(word, matrix, row * vectors.dimensions));
  switch (packing) {
    case 'float32':
      return new FloatVectors(words, matrix);
    case 'float16':
      return new HalfVectors(words, Uint16Array.from(matrix, toHalf));
    case 'int8': {
      const { values, scales } = quantizeRows(matrix, vectors.dimensions);
      return new QuantizedVectors(words, values, scales);
    }
  }
}
