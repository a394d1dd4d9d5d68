import { fitLine, logSpaced } from './fit-line.ts';

/**
 * How the vocabulary grows with the text (Heaps 1978): types ≈ K · tokens^beta, fitted in logarithms over lengths of equal
 * ratios from 100 tokens on (before that almost every token is new). English lies near beta 0.4 to 0.7.
 *
 * @param growth `growth[i]`: different types among the first i + 1 tokens
 */
export function heaps(growth: ArrayLike<number>): {
  readonly k: number;
  readonly beta: number;
  readonly points: { readonly tokens: number; readonly types: number }[];
} {
  const points = logSpaced(growth.length).map((tokens) => ({ tokens, types: growth[tokens - 1] ?? 0 }));
  const fitted = points.filter(({ tokens }) => tokens >= 100);
  const { slope, intercept } = fitLine(
    fitted.map(({ tokens }) => Math.log(tokens)),
    fitted.map(({ types }) => Math.log(types)),
  );
  return { k: fitted.length === 0 ? 0 : Math.exp(intercept), beta: slope, points };
}
