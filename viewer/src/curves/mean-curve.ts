import type { CurvePoints } from './curve-set.ts';

/** Mean of several curves epoch by epoch, with one standard deviation around it. */
export interface MeanCurve {
  readonly x: number[];
  readonly mean: number[];
  readonly low: number[];
  readonly high: number[];
}

/** Epochs are matched by their number; `x` is the mean of the runs' places. A curve that ended earlier counts as far as it goes. */
export function meanCurve(curves: readonly CurvePoints[]): MeanCurve {
  const byEpoch = new Map<number, { xs: number[]; ys: number[] }>();
  for (const { epochs, x, y } of curves)
    epochs.forEach((epoch, i) => {
      const known = byEpoch.get(epoch) ?? { xs: [], ys: [] };
      known.xs.push(x[i] ?? NaN);
      known.ys.push(y[i] ?? NaN);
      byEpoch.set(epoch, known);
    });
  const result: MeanCurve = { x: [], mean: [], low: [], high: [] };
  for (const [, { xs, ys }] of [...byEpoch].sort(([a], [b]) => a - b)) {
    const mean = average(ys);
    const sd =
      ys.length < 2 ? 0 : Math.sqrt(ys.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (ys.length - 1));
    result.x.push(average(xs));
    result.mean.push(mean);
    result.low.push(mean - sd);
    result.high.push(mean + sd);
  }
  return result;
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
