import { checkBinary, checkLabels, type Numbers } from './checks.ts';

/** Fraction of predicted classes that are right, 0 … 1. */
export function accuracy(truth: Numbers, predicted: Numbers): number {
  checkLabels(truth, predicted, 'predicted');
  checkBinary(predicted, 'predicted');
  let right = 0;
  for (let i = 0; i < truth.length; i++) if (truth[i] === predicted[i]) right++;
  return right / truth.length;
}
