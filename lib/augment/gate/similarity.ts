import type { WordVectors } from '../../embeddings/index.ts';
import { wordsOf } from '../words.ts';

/**
 * Cosine between the mean word vectors of two texts: 1 for the same words in any order. Words without a vector count for
 * nothing; two texts without any known word are taken for equal, one against another for 0.
 */
export function meanVectorSimilarity(a: string, b: string, vectors: WordVectors): number {
  const [x, y] = [sumOf(a, vectors), sumOf(b, vectors)];
  let [dot, xx, yy] = [0, 0, 0];
  for (let d = 0; d < vectors.dimensions; d++) {
    const [p, q] = [x[d] as number, y[d] as number];
    dot += p * q;
    xx += p * p;
    yy += q * q;
  }
  if (xx === 0 || yy === 0) return xx === yy ? 1 : 0;
  return dot / Math.sqrt(xx * yy);
}

function sumOf(text: string, vectors: WordVectors): Float32Array {
  const sum = new Float32Array(vectors.dimensions);
  for (const { text: word } of wordsOf(text)) vectors.addTo(word.toLowerCase(), sum, 0);
  return sum;
}
