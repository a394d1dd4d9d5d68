import type { RegressionTree } from './regression-tree.ts';

/** A leaf with the box of the unit cube that it owns. */
export interface Leaf {
  readonly value: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly volume: number;
}

/** A tree as boxes, with all borders that they have along each feature. */
export interface Boxes {
  readonly leaves: readonly Leaf[];
  readonly borders: readonly Borders[];
}

interface Borders {
  readonly at: Float64Array;
  readonly place: ReadonlyMap<number, number>;
}

/** A feature that all leaves have whole. */
const WHOLE: Borders = {
  at: Float64Array.of(0, 1),
  place: new Map([
    [0, 0],
    [1, 1],
  ]),
};

/** The leaves of a tree over `[0, 1]` to the power of its features. */
export function boxesOf(tree: RegressionTree, features: number): Boxes {
  const leaves: Leaf[] = [];
  const walk = (place: number, low: Float64Array, high: Float64Array, volume: number): void => {
    const node = tree[place];
    if (node === undefined || volume === 0) return;
    if (node.feature < 0) {
      leaves.push({ value: node.value, low, high, volume });
      return;
    }
    const { feature, threshold } = node;
    const [from, to] = [low[feature] as number, high[feature] as number];
    walk(node.left, low, replaced(high, feature, threshold), (volume * (threshold - from)) / (to - from));
    walk(node.right, replaced(low, feature, threshold), high, (volume * (to - threshold)) / (to - from));
  };
  walk(0, new Float64Array(features), new Float64Array(features).fill(1), 1);
  const borders = Array.from({ length: features }, (_, feature) => bordersOf(leaves, feature));
  return { leaves, borders };
}

function replaced(values: Float64Array, place: number, value: number): Float64Array {
  const copy = Float64Array.from(values);
  copy[place] = value;
  return copy;
}

/** Variance of what the tree says over the whole cube. */
export function treeVariance({ leaves }: Boxes): number {
  const mean = meanOf(leaves);
  return leaves.reduce((sum, { value, volume }) => sum + volume * (value - mean) ** 2, 0);
}

/** Variance of the mean over all other features, seen along one (Hutter et al. 2014, the V of a single parameter). */
export function singleVariance(boxes: Boxes, feature: number): number {
  return pairVariance(boxes, feature, null);
}

/**
 * The same along two features together: both own parts and their interaction. The leaves' boxes are laid over the grid of all
 * their borders, as corners that are summed up afterwards, so that a leaf costs four additions.
 */
export function pairVariance({ leaves, borders }: Boxes, a: number, b: number | null): number {
  const xs = borders[a] as Borders;
  const ys = b === null ? WHOLE : (borders[b] as Borders);
  const [width, height] = [xs.at.length, ys.at.length];
  const grid = new Float64Array(width * height);
  for (const { value, low, high, volume } of leaves) {
    const x0 = low[a] as number;
    const x1 = high[a] as number;
    const y0 = b === null ? 0 : (low[b] as number);
    const y1 = b === null ? 1 : (high[b] as number);
    const share = (value * volume) / ((x1 - x0) * (y1 - y0));
    const i0 = (xs.place.get(x0) as number) * height;
    const i1 = (xs.place.get(x1) as number) * height;
    const j0 = ys.place.get(y0) as number;
    const j1 = ys.place.get(y1) as number;
    (grid[i0 + j0] as number) += share;
    (grid[i0 + j1] as number) -= share;
    (grid[i1 + j0] as number) -= share;
    (grid[i1 + j1] as number) += share;
  }
  const mean = meanOf(leaves);
  let variance = 0;
  for (let i = 0; i + 1 < width; i++) {
    const across = (xs.at[i + 1] as number) - (xs.at[i] as number);
    let sum = 0;
    for (let j = 0; j + 1 < height; j++) {
      const cell = i * height + j;
      sum += grid[cell] as number;
      // So far the sum along this row; with the row before it is the sum of all corners below and left.
      const below = sum + (i === 0 ? 0 : (grid[cell - height] as number));
      grid[cell] = below;
      const area = across * ((ys.at[j + 1] as number) - (ys.at[j] as number));
      variance += area * (below - mean) ** 2;
    }
  }
  return variance;
}

function meanOf(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, { value, volume }) => sum + value * volume, 0);
}

function bordersOf(leaves: readonly Leaf[], feature: number): Borders {
  const met = new Set<number>();
  for (const { low, high } of leaves) met.add(low[feature] as number).add(high[feature] as number);
  const at = Float64Array.from(met).sort();
  return { at, place: new Map(Array.from(at, (value, i) => [value, i] as const)) };
}
