import jstat from 'jstat';
import type { Direction } from '../objectives.ts';

/** What repetitions of one search had found after so many trials. */
export interface BestSoFar {
  /** Counted from 1. */
  readonly trials: number;
  readonly median: number;
  readonly mean: number;
  /** 95 % interval of the mean (Student's t); null with a single repetition. */
  readonly interval: readonly [number, number] | null;
  /** The middle half of the repetitions. */
  readonly quartiles: readonly [number, number];
}

/** The best value so far after each trial; null as long as none finished. */
export function bestSoFar(values: readonly (number | null)[], direction: Direction): (number | null)[] {
  let best: number | null = null;
  return values.map((value) => {
    if (value !== null && (best === null || (direction === 'minimize' ? value < best : value > best)))
      best = value;
    return best;
  });
}

/**
 * Repetitions of a search with other seeds, as one line with its band. Begins where each has a result and ends with the shortest.
 *
 * @param runs by repetition the values of its trials in order; null for one without a value
 */
export function bestSoFarBand(
  runs: readonly (readonly (number | null)[])[],
  direction: Direction,
): BestSoFar[] {
  const curves = runs.map((values) => bestSoFar(values, direction));
  const length = curves.length === 0 ? 0 : Math.min(...curves.map((curve) => curve.length));
  return Array.from({ length }, (_, i) => curves.map((curve) => curve[i] ?? null)).flatMap((at, i) => {
    const spread = spreadAt(at);
    return spread === null ? [] : [{ trials: i + 1, ...spread }];
  });
}

/** Middle and spread of what repetitions had found at one moment; null when one of them had nothing yet. */
export function spreadAt(at: readonly (number | null)[]): Omit<BestSoFar, 'trials'> | null {
  const values = at.filter((value): value is number => value !== null).sort((a, b) => a - b);
  if (values.length < at.length) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    median: quantile(values, 0.5),
    mean,
    interval: intervalOf(values, mean),
    quartiles: [quantile(values, 0.25), quantile(values, 0.75)],
  };
}

/** Of sorted values, linear between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return low + (high - low) * (at - Math.floor(at));
}

function intervalOf(values: readonly number[], mean: number): readonly [number, number] | null {
  const n = values.length;
  if (n < 2) return null;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = jstat.studentt.inv(0.975, n - 1) * Math.sqrt(variance / n);
  return [mean - half, mean + half];
}
