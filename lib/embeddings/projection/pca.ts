import type { Points } from './points.ts';

/** What a principal component analysis found. */
export interface PcaResult {
  /** Row-major [rows, 2]. */
  readonly points: Points;
  /** Share of the variance along each of the two axes, 0 … 1. */
  readonly variance: readonly [number, number];
}

/**
 * The two directions in which rows differ most (principal component analysis by singular value decomposition, ml-pca).
 * Each axis points so that its largest weight is positive: the sign is otherwise arbitrary.
 *
 * @param rows vectors of equal length, three of them at least
 */
export async function pca2(rows: readonly ArrayLike<number>[]): Promise<PcaResult> {
  const { PCA } = await import('ml-pca');
  const matrix = rows.map((row) => Array.from(row));
  const pca = new PCA(matrix, { center: true, scale: false });
  const axes = pca.getLoadings();
  const sign = [0, 1].map((axis) => {
    const weights = axes.getRow(axis);
    const largest = weights.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    return largest < 0 ? -1 : 1;
  });
  const points = pca
    .predict(matrix, { nComponents: 2 })
    .to2DArray()
    .map(([x = 0, y = 0]): [number, number] => [x * sign[0]!, y * sign[1]!]);
  const [first = 0, second = 0] = pca.getExplainedVariance();
  return { points, variance: [first, second] };
}
