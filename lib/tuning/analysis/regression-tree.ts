/** A node of a regression tree: rows with `x[feature] <= threshold` go left. A leaf has the feature −1. */
export interface TreeNode {
  readonly feature: number;
  readonly threshold: number;
  /** Places in the tree's list; −1 in a leaf. */
  readonly left: number;
  readonly right: number;
  /** Mean of the rows that came here. */
  readonly value: number;
}

/** The root is first. */
export type RegressionTree = readonly TreeNode[];

type Growing = { -readonly [K in keyof TreeNode]: TreeNode[K] };

/**
 * Grows a regression tree until the rows of each leaf are alike (CART; Breiman et al. 1984): each split is the one that lowers the
 * squared error most, half-way between two neighbours; of equals the first feature's.
 *
 * @param columns values by feature, then by row
 * @param rows the rows to grow on; a repeated one weighs as often
 */
export function growTree(
  columns: readonly Float64Array[],
  target: Float64Array,
  rows: readonly number[],
): RegressionTree {
  const nodes: Growing[] = [];
  const grow = (own: readonly number[]): number => {
    const place = nodes.length;
    const value = own.reduce((sum, row) => sum + (target[row] as number), 0) / own.length;
    const node: Growing = { feature: -1, threshold: 0, left: -1, right: -1, value };
    nodes.push(node);
    const split = bestSplit(columns, target, own);
    if (split === null) return place;
    const column = columns[split.feature] as Float64Array;
    const isLeft = (row: number): boolean => (column[row] as number) <= split.threshold;
    node.feature = split.feature;
    node.threshold = split.threshold;
    node.left = grow(own.filter(isLeft));
    node.right = grow(own.filter((row) => !isLeft(row)));
    return place;
  };
  if (rows.length > 0) grow(rows);
  return nodes;
}

function bestSplit(
  columns: readonly Float64Array[],
  target: Float64Array,
  rows: readonly number[],
): { readonly feature: number; readonly threshold: number } | null {
  const first = target[rows[0] as number] as number;
  if (rows.every((row) => target[row] === first)) return null;
  // The squared error falls by what the squares of the sums, each over its number of rows, rise. Sums are taken about the mean.
  const mean = rows.reduce((sum, row) => sum + (target[row] as number), 0) / rows.length;
  let best: { readonly feature: number; readonly threshold: number } | null = null;
  let most = 0;
  columns.forEach((column, feature) => {
    const sorted = Int32Array.from(rows).sort((a, b) => (column[a] as number) - (column[b] as number));
    let left = 0;
    const total = rows.reduce((sum, row) => sum + (target[row] as number) - mean, 0);
    for (let i = 1; i < sorted.length; i++) {
      const before = sorted[i - 1] as number;
      left += (target[before] as number) - mean;
      const [low, high] = [column[before] as number, column[sorted[i] as number] as number];
      if (low === high) continue;
      const gain = left ** 2 / i + (total - left) ** 2 / (sorted.length - i);
      if (gain <= most * (1 + 1e-12) && best !== null) continue;
      const middle = low + (high - low) / 2;
      [most, best] = [gain, { feature, threshold: middle < high ? middle : low }];
    }
  });
  return best;
}
