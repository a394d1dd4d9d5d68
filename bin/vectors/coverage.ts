import { loadDataset } from 'sentilab/data/node';
import { coverageReport } from 'sentilab/embeddings';
import type { CoverageReport, EmbeddingConfig } from 'sentilab/embeddings';
import { loadWith, vocabularyOf } from './prepare.ts';

/** Coverage of a whole data set by some vectors. */
export interface CoverageAnswer {
  readonly data: string;
  readonly vectors: string;
  readonly words: number;
  /** Of the most frequent types, and of all. */
  readonly top: number;
  readonly ofTop: CoverageReport;
  readonly ofAll: CoverageReport;
}

/** How much of a data set's words some vectors know, step by step. */
export async function coverage(
  source: string,
  config: Exclude<EmbeddingConfig, { kind: 'random' }>,
  top: number,
): Promise<CoverageAnswer> {
  const dataset = await loadDataset(source);
  const pipeline = await vocabularyOf(dataset.examples);
  const vectors = await loadWith(config, dataset.examples, pipeline);
  const { fallbacks } = config;
  return {
    data: dataset.title,
    vectors: config.kind,
    words: vectors.size,
    top,
    ofTop: coverageReport(pipeline.vocabulary, vectors, { fallbacks, top }),
    ofAll: coverageReport(pipeline.vocabulary, vectors, { fallbacks }),
  };
}

/** The answer for people. */
export function coverageLines(
  { data, vectors, words, top, ofTop, ofAll }: CoverageAnswer,
  missing: number,
): string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const count = (n: number): string => n.toLocaleString('en');
  const table = (title: string, report: CoverageReport): string[] => [
    '',
    `${title}: ${count(report.types)} types, ${count(report.tokens)} tokens`,
    `  ${'after'.padEnd(12)} ${'types'.padStart(9)} ${'tokens'.padStart(9)}  found by it`,
    ...report.steps.map(({ step, coverage: share, found, examples }) => {
      const shown =
        step === 'exact' ? '' : examples.map(({ token, words: to }) => `${token} → ${to.join(' ')}`);
      return `  ${step.padEnd(12)} ${percent(share.types).padStart(9)} ${percent(share.tokens).padStart(9)}  ${count(found.types)} types${shown.length > 0 ? `: ${String([shown].flat().slice(0, 3).join(', '))}` : ''}`;
    }),
  ];
  return [
    `${data} by ${vectors}, ${count(words)} words`,
    ...table(`The ${count(top)} most frequent types`, ofTop),
    ...table('All types', ofAll),
    '',
    `Without a vector, most frequent first: ${ofAll.missing
      .slice(0, missing)
      .map(({ token, count: n }) => `${token} (${n})`)
      .join(', ')}`,
  ];
}
