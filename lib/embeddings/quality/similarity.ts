import type { WordVectors } from '../word-vectors.ts';
import { spearman } from './spearman.ts';
import { dot, normalise } from './unit-rows.ts';

/** Two words and how alike people found them. */
export interface WordPair {
  readonly first: string;
  readonly second: string;
  readonly score: number;
}

/** How well cosines follow people's scores. */
export interface SimilarityResult {
  /** Pairs of which both words have vectors. */
  readonly pairs: number;
  readonly skipped: number;
  /** Spearman's rank correlation of cosine and score over those pairs; NaN when there are fewer than two. */
  readonly correlation: number;
}

/** Correlation of cosines with people's scores; a pair with an unknown word is left out and counted. */
export function wordSimilarity(vectors: WordVectors, pairs: readonly WordPair[]): SimilarityResult {
  const cosines: number[] = [];
  const scores: number[] = [];
  for (const { first, second, score } of pairs) {
    const [a, b] = [vectors.vector(first), vectors.vector(second)];
    if (!a || !b) continue;
    cosines.push(dot(normalise(a), normalise(b)));
    scores.push(score);
  }
  return {
    pairs: scores.length,
    skipped: pairs.length - scores.length,
    correlation: spearman(cosines, scores),
  };
}

/**
 * Reads word pairs as WordSim-353 and SimLex-999 come with gensim: lines of two words and a score with tabs between, comments
 * after `#`. Lower case, as the vectors are.
 */
export function parseWordPairs(text: string): WordPair[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.startsWith('#')) return [];
    const [first, second, score] = line.split('\t');
    if (first === undefined || second === undefined || score === undefined) return [];
    const value = Number(score);
    return Number.isFinite(value)
      ? [{ first: first.toLowerCase(), second: second.toLowerCase(), score: value }]
      : [];
  });
}
