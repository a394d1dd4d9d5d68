import { checkProbabilities, type Numbers } from '../checks.ts';
import { UserError } from '../../errors/index.ts';
import { wilsonInterval, type Interval } from '../wilson-interval.ts';
import { binEdges, binOf, type Binning } from './bin-edges.ts';

/** Options of `calibration`. */
export interface CalibrationOptions {
  /** Number of bins; default 15 (Guo et al. 2017). */
  readonly bins?: number;
  /** Default `width`. `mass` gives every bin about as many examples (Nguyen & O'Connor 2015). */
  readonly binning?: Binning;
  /** Of the intervals of the bins; default 0.95. */
  readonly confidence?: number;
}

/** Predictions of about the same probability. */
export interface CalibrationBin {
  /** Edges: probabilities above `low` (or from it on, in the first bin) up to and with `high`. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean of the stated probabilities. */
  readonly stated: number;
  /** Share of outcomes that came true. */
  readonly observed: number;
  /** Wilson interval of `observed`. */
  readonly interval: Interval;
}

/** How far stated probabilities can be believed. */
export interface Calibration {
  readonly binning: Binning;
  /** Bins with at least one example, ascending. */
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: |stated − observed|, averaged over the examples. */
  readonly expectedError: number;
  /** The largest |stated − observed| of a bin. */
  readonly largestError: number;
}

/**
 * Reliability of probabilities: in each bin, what was stated beside what came true (DeGroot & Fienberg 1983; expected
 * calibration error: Naeini et al. 2015). For the positive class pass labels and its probabilities; for confidences
 * pass 1 where the prediction was right, and the confidence. The error is biased upwards where bins hold few examples.
 *
 * @param outcomes 1 where it came true, else 0
 * @param probabilities stated for it
 */
export function calibration(
  outcomes: Numbers,
  probabilities: Numbers,
  options: CalibrationOptions = {},
): Calibration {
  const { bins = 15, binning = 'width', confidence = 0.95 } = options;
  checkProbabilities(outcomes, probabilities);
  if (!Number.isInteger(bins) || bins < 1)
    throw new UserError('The number of bins is a whole number from 1.', { field: 'bins', value: bins });
  const edges = binEdges(probabilities, bins, binning);
  const sums = Array.from({ length: bins }, () => ({ count: 0, stated: 0, trues: 0 }));
  for (let i = 0; i < outcomes.length; i++) {
    const p = probabilities[i] ?? NaN;
    const sum = sums[binOf(p, edges)];
    if (sum === undefined) continue;
    sum.count++;
    sum.stated += p;
    sum.trues += outcomes[i] ?? 0;
  }
  const filled = sums.flatMap(({ count, stated, trues }, at): CalibrationBin[] =>
    count === 0
      ? []
      : [
          {
            low: edges[at] ?? 0,
            high: edges[at + 1] ?? 1,
            count,
            stated: stated / count,
            observed: trues / count,
            interval: wilsonInterval(trues, count, confidence),
          },
        ],
  );
  const gaps = filled.map(({ stated, observed }) => Math.abs(stated - observed));
  const weighted = filled.reduce((sum, { count }, at) => sum + count * (gaps[at] ?? 0), 0);
  return {
    binning,
    bins: filled,
    expectedError: weighted / outcomes.length,
    largestError: Math.max(...gaps),
  };
}
