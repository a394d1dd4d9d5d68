import { FILM_ANALOGIES, linearProbe, solveAnalogies, unitRows, wordSimilarity } from 'sentilab/embeddings';
import type { EmbeddingConfig, ProbeExamples, ProbeResult, WordVectors } from 'sentilab/embeddings';
import { WORD_PAIRS, readWordPairs } from 'sentilab/embeddings/node';
import type { WordPairsName } from 'sentilab/embeddings/node';
import type { Example } from 'sentilab/data';
import { loadWith, prepareVectorData } from './prepare.ts';

/** What can be said of some vectors. */
export interface VectorQuality {
  readonly vectors: string;
  readonly words: number;
  readonly dimensions: number;
  readonly probe: ProbeResult;
  readonly analogies: { readonly solved: number; readonly asked: number; readonly skipped: number };
  /** Spearman's correlation per set of word pairs that is on this machine. */
  readonly similarity: readonly {
    readonly set: string;
    readonly correlation: number;
    readonly pairs: number;
  }[];
}

/** Judges several kinds of vectors on the same split of a data set. */
export async function quality(
  source: string,
  configs: readonly EmbeddingConfig[],
  options: {
    readonly seed: number;
    readonly threads?: number;
    readonly onResult?: (result: VectorQuality) => void;
  },
): Promise<{ readonly title: string; readonly results: readonly VectorQuality[] }> {
  const { title, train, heldOut, pipeline } = await prepareVectorData(source, options.seed);
  const examplesOf = (examples: readonly Example[]): ProbeExamples => ({
    tokens: examples.map(({ text }) => pipeline.tokens(text)),
    labels: examples.map(({ label }) => label),
  });
  const [fitted, tested] = [examplesOf(train), examplesOf(heldOut)];
  const results: VectorQuality[] = [];
  for (const config of configs) {
    const vectors = await loadWith(config, train, pipeline, options.threads);
    const result = judge(config, vectors, fitted, tested);
    options.onResult?.(result);
    results.push(result);
  }
  return { title, results };
}

function judge(
  config: EmbeddingConfig,
  vectors: WordVectors,
  train: ProbeExamples,
  heldOut: ProbeExamples,
): VectorQuality {
  const { asked, solved, skipped } = solveAnalogies(unitRows(vectors, 30_000), FILM_ANALOGIES);
  const sets = Object.keys(WORD_PAIRS) as WordPairsName[];
  return {
    vectors: config.kind,
    words: vectors.size,
    dimensions: vectors.dimensions,
    probe: linearProbe(vectors, train, heldOut),
    analogies: { asked, solved, skipped },
    similarity: sets.flatMap((set) => {
      const pairs = readWordPairs(set);
      if (!pairs) return [];
      const { correlation, pairs: used } = wordSimilarity(vectors, pairs);
      return [{ set, correlation, pairs: used }];
    }),
  };
}

/** One line per kind of vectors. */
export function qualityLine({
  vectors,
  words,
  dimensions,
  probe,
  analogies,
  similarity,
}: VectorQuality): string {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const parts = [
    `${vectors.padEnd(14)} ${words.toLocaleString('en').padStart(8)} words × ${dimensions}`,
    `probe ${percent(probe.accuracy)} ± ${percent(probe.standardError)} of ${probe.heldOut.toLocaleString('en')} held out`,
    `analogies ${analogies.solved}/${analogies.asked}${analogies.skipped > 0 ? ` (${analogies.skipped} with unknown words)` : ''}`,
    ...similarity.map(({ set, correlation, pairs }) => `${set} ρ ${correlation.toFixed(3)} (${pairs} pairs)`),
  ];
  return parts.join(' · ');
}
