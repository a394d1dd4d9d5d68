/** One step of the range test. */
export interface LrPoint {
  readonly learningRate: number;
  /** Training loss of the step in nats. */
  readonly loss: number;
  /** Running mean of the loss, corrected for its start. */
  readonly smoothed: number;
}

/** What the points say. */
export interface LrSuggestion {
  /** Where the smoothed loss falls fastest over the logarithm of the rate. */
  readonly steepest: number;
  /** Where the smoothed loss is least. A rate for training lies well below it. */
  readonly least: number;
  /**
   * What to begin with: a tenth of `least`, as fastai's `minimum`. The steepest place is no better guide: on a flat, noisy curve
   * a few lucky batches decide it.
   */
  readonly suggestion: number;
}

/** Share of the points at the start whose running mean still hangs on a few batches. */
const START = 0.1;
/** Points on each side of the one whose slope is taken. */
const REACH = 3;

/**
 * Reads the curve. null where nothing was learned: fewer than ten points, or a loss that never falls after the start.
 */
export function suggestLearningRate(points: readonly LrPoint[]): LrSuggestion | null {
  if (points.length < 10) return null;
  const start = Math.ceil(points.length * START);
  const at = (index: number): LrPoint => points[index] as LrPoint;
  let lowest = start;
  for (let k = start; k < points.length; k++) if (at(k).smoothed < at(lowest).smoothed) lowest = k;
  let steepest: { readonly slope: number; readonly index: number } | null = null;
  for (let k = start; k <= lowest; k++) {
    const [before, after] = [at(Math.max(start, k - REACH)), at(Math.min(lowest, k + REACH))];
    const slope =
      (after.smoothed - before.smoothed) / Math.log(after.learningRate / before.learningRate || NaN);
    if (slope < (steepest?.slope ?? 0)) steepest = { slope, index: k };
  }
  if (steepest === null) return null;
  const [fastest, least] = [at(steepest.index).learningRate, at(lowest).learningRate];
  return { steepest: fastest, least, suggestion: least / 10 };
}
