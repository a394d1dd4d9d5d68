import type { CheckContext } from '../check.ts';
import { histogram } from '../histogram.ts';
import type { QualityStatistics } from '../report.ts';
import { QUANTILES, quantiles } from './quantile.ts';

/** Tokens and characters per text: mean, quantiles and histograms, by class. */
export async function lengths(context: CheckContext): Promise<QualityStatistics['lengths']> {
  const tokens = await context.tokens();
  const counted = { tokens: perClass(), characters: perClass() };
  await context.each(({ text, label }, i) => {
    for (const [lists, length] of [
      [counted.tokens, tokens[i]?.length ?? 0],
      [counted.characters, text.length],
    ] as const) {
      lists.all.push(length);
      lists[label === 1 ? 'positive' : 'negative'].push(length);
    }
  });
  const edges = ratioEdges(
    Math.max(
      1,
      counted.tokens.all.reduce((a, b) => Math.max(a, b), 0),
    ),
  );
  const label = 'tokens per text';
  return {
    quantiles: [...QUANTILES],
    tokens: describe(counted.tokens),
    characters: describe(counted.characters),
    histograms: {
      negative: histogram(label, counted.tokens.negative, edges),
      positive: histogram(label, counted.tokens.positive, edges),
    },
  };
}

interface PerClass<T> {
  readonly all: T;
  readonly negative: T;
  readonly positive: T;
}

const perClass = (): PerClass<number[]> => ({ all: [], negative: [], positive: [] });

function describe({
  all,
  negative,
  positive,
}: PerClass<number[]>): PerClass<{ mean: number; values: number[] }> {
  const of = (values: number[]): { mean: number; values: number[] } => ({
    mean: values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length,
    values: quantiles(values, QUANTILES),
  });
  return { all: of(all), negative: of(negative), positive: of(positive) };
}

/** Whole edges that grow by about a sixth, from 0 to past the largest: short and long texts both show their shape. */
function ratioEdges(largest: number): number[] {
  const edges = [0];
  while ((edges[edges.length - 1] ?? 0) <= largest) {
    const last = edges[edges.length - 1] ?? 0;
    edges.push(last + Math.max(1, Math.round(last / 6)));
  }
  return edges;
}
