import { fitLine, logSpaced } from './fit-line.ts';

/**
 * Frequency by rank (Zipf 1949), at ranks of equal ratios so that every decade weighs the same, and the line through them
 * in natural logarithms. Words of natural language lie near slope −1; copies and machine-made text do not.
 *
 * @param frequencies of the types, in any order
 */
export function zipf(frequencies: Iterable<number>): {
  readonly slope: number;
  readonly intercept: number;
  readonly points: { readonly rank: number; readonly frequency: number }[];
} {
  const sorted = Uint32Array.from(frequencies).sort().reverse();
  const points = logSpaced(sorted.length).map((rank) => ({ rank, frequency: sorted[rank - 1] ?? 0 }));
  const line = fitLine(
    points.map(({ rank }) => Math.log(rank)),
    points.map(({ frequency }) => Math.log(frequency)),
  );
  return { ...line, points };
}
