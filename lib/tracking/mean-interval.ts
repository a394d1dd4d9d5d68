// The notebook kernel checks a source with what it refers to, without the list in tsconfig.json.
/// <reference path="../../types/jstat.d.ts" />
import jstat from 'jstat';

/** A mean with what is known of its precision. */
export interface MeanInterval {
  /** Values behind it. */
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation (n − 1); null for a single value. */
  readonly sd: number | null;
  /** 95 % interval of the mean by Student's t; null for a single value, of which nothing can be said. */
  readonly interval: readonly [low: number, high: number] | null;
}

/**
 * Mean, standard deviation and 95 % interval of independent values (Student 1908): mean ± t(0.975, n − 1) · sd / √n.
 *
 * @returns null when there are no values
 */
export function meanInterval(values: readonly number[]): MeanInterval | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, sd: null, interval: null };
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (jstat.studentt.inv(0.975, n - 1) * sd) / Math.sqrt(n);
  return { n, mean, sd, interval: [mean - half, mean + half] };
}
