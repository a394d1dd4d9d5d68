import type { QualityStatistics } from '../report.ts';
import type { WordCounts } from './vocabulary.ts';

/** One word with its weight of evidence. */
export type ClassWord = QualityStatistics['classWords']['positive'][number];

/**
 * The words that tell the classes apart: z-scores of the log-odds ratio with an informative Dirichlet prior, the counts of
 * both classes together scaled to `priorSize` words. Unlike plain ratios they neither favour rare words nor stop words.
 *
 * @param count words per class
 * @param priorSize pseudo-words of the prior, default 1,000
 * @see Monroe, Colaresi & Quinn (2008), Fightin' Words, equations 16 and 22
 */
export function classWords(
  counts: WordCounts,
  count: number,
  priorSize = 1000,
): QualityStatistics['classWords'] {
  const scored = logOdds(counts, priorSize).sort((a, b) => a.z - b.z || (a.word < b.word ? -1 : 1));
  return {
    negative: scored.filter(({ z }) => z < 0).slice(0, count),
    positive: scored
      .filter(({ z }) => z > 0)
      .reverse()
      .slice(0, count),
  };
}

/** The z-score of every word, in the order of the counts. */
export function logOdds(counts: WordCounts, priorSize: number): ClassWord[] {
  let [negatives, positives] = [0, 0];
  for (const [negative, positive] of counts.values()) {
    negatives += negative;
    positives += positive;
  }
  const total = negatives + positives;
  return Array.from(counts, ([word, [negative, positive]]) => {
    const prior = (priorSize * (negative + positive)) / total;
    const odds = (n: number, all: number): number => Math.log((n + prior) / (all + priorSize - n - prior));
    const difference = odds(positive, positives) - odds(negative, negatives);
    const variance = 1 / (positive + prior) + 1 / (negative + prior);
    return { word, negative, positive, z: difference / Math.sqrt(variance) };
  });
}
