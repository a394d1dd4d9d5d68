import { UserError } from '../../errors/index.ts';
import { checkLabels, checkBinary, type Numbers } from '../checks.ts';
import { rank } from '../metrics/rank.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import type { Slice } from './slice.ts';

/** Options of `sliceAccuracy`. */
export interface SliceOptions {
  /**
   * At most this many slices, each with about as many examples; equal values are never parted. Default 5. With no more
   * distinct values than `bins` every value is a slice of its own.
   */
  readonly bins?: number;
  /** Of the intervals; default 0.95. */
  readonly confidence?: number;
}

/**
 * Accuracy by a number that every example has, such as its length or its rating.
 *
 * @param values one per example; NaN where it is not known: such examples are left out
 * @returns slices with ascending values; none when no value is known
 */
export function sliceAccuracy(
  truth: Numbers,
  predicted: Numbers,
  values: Numbers,
  options: SliceOptions = {},
): readonly Slice[] {
  const { bins = 5, confidence = 0.95 } = options;
  checkLabels(truth, predicted, 'predicted');
  checkBinary(predicted, 'predicted');
  if (values.length !== truth.length)
    throw new UserError(`There must be one value per label (${truth.length}).`, {
      field: 'values',
      value: values.length,
    });
  if (!Number.isInteger(bins) || bins < 1)
    throw new UserError('The number of slices is a whole number from 1.', { field: 'bins', value: bins });
  const known = Uint32Array.from(truth, (_, i) => i).filter((i) => !Number.isNaN(values[i]));
  const { order, ends } = rank(Float64Array.from(known, (i) => values[i] ?? NaN));
  return cut(ends, bins).map(([from, to]): Slice => {
    const members = Array.from(order.subarray(from, to), (place) => known[place] ?? 0);
    const right = members.filter((i) => truth[i] === predicted[i]).length;
    return {
      low: values[members[0] ?? 0] ?? NaN,
      high: values[members[members.length - 1] ?? 0] ?? NaN,
      examples: members.length,
      positives: members.filter((i) => truth[i] === 1).length,
      right,
      accuracy: right / members.length,
      interval: wilsonInterval(right, members.length, confidence),
    };
  });
}

/** Runs of equal values gathered into slices: each ends where its share of the examples is nearest. */
function cut(ends: Uint32Array, bins: number): [from: number, to: number][] {
  const cuts =
    ends.length <= bins
      ? [...ends]
      : Array.from({ length: bins }, (_, bin) =>
          nearest(ends, ((bin + 1) * (ends[ends.length - 1] ?? 0)) / bins),
        );
  const distinct = [...new Set(cuts)];
  return distinct.map((to, i): [number, number] => [distinct[i - 1] ?? 0, to]);
}

function nearest(ends: Uint32Array, place: number): number {
  return ends.reduce(
    (best, end) => (Math.abs(end - place) < Math.abs(best - place) ? end : best),
    ends[0] ?? 0,
  );
}
