import type { Unit } from './units.ts';

/** Counts per class: [negative, positive], or one number when classes do not matter. */
type Counts = readonly number[];

/**
 * Deals units that are larger than one example to folds: those with the most unequal classes first, each to the fold with
 * which the class shares of all folds spread least; among equals to the fold with the fewest examples. The rule of
 * scikit-learn's StratifiedGroupKFold.
 *
 * @param units in an order that is random where their classes are equally unequal
 * @param classTotals size of each class
 * @returns the fold of each unit, in the order of `units`
 */
export function dealUnits(units: readonly Unit[], classTotals: Counts, folds: number): Int32Array {
  const filled = Array.from({ length: folds }, () => classTotals.map(() => 0));
  const foldOf = new Int32Array(units.length);
  const spreads = units.map(({ counts }) => deviation(counts));
  const order = units.map((_, i) => i).sort((a, b) => (spreads[b] as number) - (spreads[a] as number) || a - b);
  for (const i of order) {
    const counts = countsFor(units[i] as Unit, classTotals);
    const fold = bestFold(filled, counts, classTotals);
    foldOf[i] = fold;
    add(filled[fold] as number[], counts, 1);
  }
  return foldOf;
}

function bestFold(filled: readonly number[][], counts: Counts, classTotals: Counts): number {
  let best = 0;
  let leastSpread = Infinity;
  let fewest = Infinity;
  filled.forEach((fold, i) => {
    add(fold, counts, 1);
    const spread = classTotals.reduce(
      (sum, total, label) =>
        sum + deviation(filled.map((other) => (total === 0 ? 0 : (other[label] as number) / total))),
      0,
    );
    add(fold, counts, -1);
    const size = fold.reduce((sum, count) => sum + count, 0);
    // Equal but for rounding counts as equal.
    const equal = Math.abs(spread - leastSpread) <= 1e-5 * Math.abs(leastSpread) + 1e-8;
    if (spread < leastSpread || (equal && size < fewest)) {
      leastSpread = spread;
      fewest = size;
      best = i;
    }
  });
  return best;
}

/** Counts of a unit in as many classes as `classTotals` has. */
export function countsFor({ counts, members }: Unit, classTotals: Counts): Counts {
  return classTotals.length === 1 ? [members.length] : counts;
}

function add(to: number[], counts: Counts, sign: 1 | -1): void {
  counts.forEach((count, label) => (to[label] = (to[label] as number) + sign * count));
}

/** Standard deviation over all values (not a sample's). */
function deviation(values: Counts): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
