import { UserError } from '../errors/index.ts';
import type { Rng } from '../random/index.ts';
import { PAD_ID } from '../text/index.ts';
import type { Vocabulary } from '../text/index.ts';
import { alignEmbedding } from './align.ts';
import type { AlignedEmbedding } from './align.ts';
import type { EmbeddingConfig } from './config.ts';
import type { WordVectors } from './word-vectors.ts';

/**
 * The matrix that an embedding layer starts from.
 *
 * @param vectors what `loadVectors(config)` of `sentilab/embeddings/node` returned; null for `random`
 * @throws UserError when the configuration wants vectors and none were given, or a fallback is named twice
 */
export function buildEmbedding(
  config: EmbeddingConfig,
  vocabulary: Vocabulary,
  vectors: WordVectors | null,
  rng: Rng,
): AlignedEmbedding {
  if (config.kind === 'random') {
    const { dimensions, scale } = config;
    const matrix = new Float32Array(vocabulary.size * dimensions);
    for (let i = (PAD_ID + 1) * dimensions; i < matrix.length; i++) matrix[i] = rng.normal() * scale;
    return { matrix, dimensions, coverage: { types: 0, tokens: 0 }, report: null };
  }
  if (!vectors)
    throw new UserError('These embeddings need the vectors.', {
      field: 'embedding.kind',
      value: config.kind,
      fix: "Pass loadVectors(config) of 'sentilab/embeddings/node'.",
    });
  const aligned = alignEmbedding(vocabulary, vectors, rng, config);
  if (config.scale === undefined) return aligned;
  const factor = config.scale / standardDeviation(aligned.matrix.subarray(aligned.dimensions));
  return { ...aligned, matrix: aligned.matrix.map((value) => value * factor) };
}

function standardDeviation(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(squares / values.length - mean * mean);
}
