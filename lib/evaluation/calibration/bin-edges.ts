import type { Numbers } from '../checks.ts';
import { quantileOf } from '../quantile.ts';

/** `width`: bins of the same width. `mass`: bins with about the same number of examples. */
export type Binning = 'width' | 'mass';

/** Edges of the bins, ascending, one more than there are bins; edges of `mass` may coincide where values are tied. */
export function binEdges(values: Numbers, bins: number, binning: Binning): number[] {
  const places = Array.from({ length: bins + 1 }, (_, i) => i / bins);
  if (binning === 'width') return places;
  const sorted = Float64Array.from(values).sort();
  return places.map((place) => quantileOf(sorted, place));
}

/** The bin of a value: bins hold their upper edge, the first one its lower edge too, as scikit-learn's do. */
export function binOf(value: number, edges: readonly number[]): number {
  let low = 1;
  let high = edges.length - 1; // the answer is how many of the inner edges lie below the value
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** `binOf` for bins of equal width over 0 … 1, without a search. */
export function binOfWidth(value: number, bins: number): number {
  let bin = Math.min(bins - 1, Math.floor(value * bins));
  // The same comparisons as with written-out edges, so that rounding cannot make the two differ.
  while (bin > 0 && value <= bin / bins) bin--;
  while (bin < bins - 1 && value > (bin + 1) / bins) bin++;
  return bin;
}
