import { parseConfig } from '../../config/index.ts';
import { checkProbabilities, type Numbers } from '../checks.ts';
import { rank } from '../metrics/rank.ts';
import { thresholdCriterionSchema, type ThresholdCriterion, type ThresholdCriterionInput } from './config.ts';
import { criterionValue } from './criterion-value.ts';

/** A threshold and what it reaches on the examples it was chosen on. */
export interface ChosenThreshold {
  /** Positive from this probability on. */
  readonly threshold: number;
  readonly criterion: ThresholdCriterion;
  /** By the criterion, larger being better; a cost is negative, per example. Too good an estimate for other examples. */
  readonly value: number;
  /** The same at 0.5. */
  readonly valueAtHalf: number;
}

/**
 * The threshold that is best by a criterion. Choose it on the validation part and judge it on the test part: one chosen
 * on the part it is judged on looks better than it is.
 *
 * Every way to part the distinct probabilities is tried; the threshold lies midway between the two it parts. Among equally good
 * ones the one nearest to 0.5 is taken, and the smaller of two equally near.
 *
 * @param truth labels of the validation part
 * @param probabilities of the positive class
 * @param criterion `{ kind: 'f1' | 'accuracy' | 'mcc' | 'youden' }` (Youden 1950: recall + specificity − 1), or
 *   `{ kind: 'cost', falsePositive, falseNegative }`: costs of the two mistakes, default 1 each
 */
export function chooseThreshold(
  truth: Numbers,
  probabilities: Numbers,
  criterion: ThresholdCriterionInput,
): ChosenThreshold {
  const by = parseConfig(thresholdCriterionSchema, criterion, 'threshold');
  checkProbabilities(truth, probabilities);
  const { order, ends } = rank(probabilities);
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += truth[i] ?? 0;
  const valueOf = (positivesBelow: number, below: number): number =>
    criterionValue(by, [
      [below - positivesBelow, truth.length - below - (positives - positivesBelow)],
      [positivesBelow, positives - positivesBelow],
    ]);
  let best = { threshold: 0, value: valueOf(0, 0) }; // everything positive
  let valueAtHalf = best.value;
  let positivesBelow = 0;
  let at = 0;
  for (const end of ends) {
    for (; at < end; at++) positivesBelow += truth[order[at] ?? 0] ?? 0;
    const below = probabilities[order[end - 1] ?? 0] ?? NaN;
    const above = end < order.length ? (probabilities[order[end] ?? 0] ?? NaN) : 1;
    if (!(above > below)) break; // nothing lies above a probability of 1
    const value = valueOf(positivesBelow, end);
    if (below < 0.5) valueAtHalf = value;
    // Where the gap holds 0.5 the threshold is 0.5 itself: nobody wonders about a 0.4987.
    const threshold = below < 0.5 && above >= 0.5 ? 0.5 : midway(below, above);
    const nearer = Math.abs(threshold - 0.5) < Math.abs(best.threshold - 0.5);
    if (value > best.value || (value === best.value && nearer)) best = { threshold, value };
  }
  return { ...best, criterion: by, valueAtHalf };
}

/** Above `below` and at most `above`, also where no number lies between. */
function midway(below: number, above: number): number {
  const middle = below + (above - below) / 2;
  return middle > below ? middle : above;
}
