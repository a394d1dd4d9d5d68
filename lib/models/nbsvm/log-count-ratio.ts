import { UserError } from '../../errors/index.ts';
import type { BinaryRows } from './binary-rows.ts';

/**
 * The naive Bayes log-count ratio of every feature (Wang & Manning 2012, section 2.1):
 * r = log((p / |p|₁) / (q / |q|₁)) with p = α + number of positive documents that have the feature, q the same for
 * negative ones. Above 0 a feature speaks for the positive class.
 *
 * @param labels 0 or 1 per row; both must occur
 * @returns [width]
 */
export function logCountRatio(features: BinaryRows, labels: ArrayLike<number>, alpha: number): Float64Array {
  const counts = [new Float64Array(features.width).fill(alpha), new Float64Array(features.width).fill(alpha)];
  const [negative, positive] = counts as [Float64Array, Float64Array];
  const seen = [0, 0];
  for (let row = 0; row < features.rows; row++) {
    const label = labels[row] === 1 ? 1 : 0;
    seen[label]!++;
    const count = label === 1 ? positive : negative;
    for (let k = features.starts[row] ?? 0; k < (features.starts[row + 1] ?? 0); k++)
      count[features.columns[k]!]!++;
  }
  if (seen.includes(0))
    throw new UserError('A classifier needs training examples of both classes.', {
      field: 'labels',
      value: { negative: seen[0], positive: seen[1] },
    });
  const shift = Math.log(sum(negative) / sum(positive));
  return positive.map((p, j) => Math.log(p / (negative[j] ?? NaN)) + shift);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
