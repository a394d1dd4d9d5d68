import { unpackCodes, unpackNumbers, type PackedCurves } from '../data/packed.ts';
import type { Route } from '../route.ts';

/** Points of one run's curve. */
export interface CurvePoints {
  readonly epochs: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** One metric's curves of all runs. */
export interface CurveSet {
  readonly metric: string;
  /** null: this run has none. */
  points(run: string, x: Route['x']): CurvePoints | null;
}

/** Curves out of what the server sent; nothing is copied. */
export function curveSet(packed: PackedCurves): CurveSet {
  const counts = unpackCodes(packed.counts);
  const places = new Map<string, readonly [number, number]>();
  let start = 0;
  packed.runs.forEach((id, i) => {
    const end = start + (counts[i] ?? 0);
    places.set(id, [start, end]);
    start = end;
  });
  const axes = {
    epoch: unpackNumbers(packed.epochs),
    step: unpackNumbers(packed.steps),
    seconds: unpackNumbers(packed.seconds),
    cpuSeconds: unpackNumbers(packed.cpuSeconds),
  };
  const values = unpackNumbers(packed.values);
  return {
    metric: packed.metric,
    points: (run, x) => {
      const place = places.get(run);
      if (place === undefined) return null;
      return {
        epochs: axes.epoch.subarray(...place),
        x: axes[x].subarray(...place),
        y: values.subarray(...place),
      };
    },
  };
}

/**
 * Exponential moving average without the pull to zero of its first values, as TensorBoard smooths.
 *
 * @param weight of what came before, 0 to 0.99; 0: as it was
 */
export function smoothed(values: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return values;
  let [last, left] = [0, 1];
  return values.map((value) => {
    last = weight * last + (1 - weight) * value;
    left *= weight;
    return last / (1 - left);
  });
}
