import type { Rng } from '../random/index.ts';
import { UNK_ID } from '../text/index.ts';
import type { Vocabulary } from '../text/index.ts';
import { summarise } from './coverage.ts';
import type { Coverage, CoverageReport } from './coverage.ts';
import { FALLBACKS } from './fallbacks/names.ts';
import type { FallbackName } from './fallbacks/names.ts';
import { createLookup } from './lookup.ts';
import type { WordVectors } from './word-vectors.ts';

/** The start of an embedding layer. */
export interface AlignedEmbedding {
  /** Row-major [vocabulary, dimensions]; row 0 (`<pad>`) is zero. */
  readonly matrix: Float32Array;
  readonly dimensions: number;
  readonly coverage: Coverage;
  /** Coverage step by step; null when there were no vectors to align. */
  readonly report: CoverageReport | null;
}

export interface AlignOptions {
  /** In the order they are tried. Default all: case, accents, contraction, compound, stem, subword. */
  readonly fallbacks?: readonly FallbackName[];
}

/**
 * One row per token of the vocabulary: its pretrained vector; else the mean over the words that the first successful
 * fallback puts in its place; else normally distributed values of the same standard deviation, so that no row stands out
 * by its length. `<unk>` is such a row, `<pad>` is zero.
 *
 * The values of a row without a vector depend on the generator's seed and its token alone, not on the other rows.
 *
 * @throws UserError when a fallback is named twice
 */
export function alignEmbedding(
  vocabulary: Vocabulary,
  vectors: WordVectors,
  rng: Rng,
  { fallbacks = FALLBACKS }: AlignOptions = {},
): AlignedEmbedding {
  const { dimensions } = vectors;
  const matrix = new Float32Array(vocabulary.size * dimensions);
  const drawRow = (id: number): void => {
    const own = rng.split(vocabulary.tokenOf(id));
    for (let d = 0; d < dimensions; d++) matrix[id * dimensions + d] = own.normal() * vectors.rms;
  };
  drawRow(UNK_ID);
  const report = summarise(vocabulary, createLookup(vectors, fallbacks), fallbacks, {
    top: Infinity,
    examples: 5,
    onFound(id, found) {
      if (found === null) drawRow(id);
      else
        for (const word of found.words) vectors.addTo(word, matrix, id * dimensions, 1 / found.words.length);
    },
  });
  return { matrix, dimensions, coverage: report.coverage, report };
}
