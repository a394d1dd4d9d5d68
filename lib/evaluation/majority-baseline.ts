import { checkBinary, type Numbers } from './checks.ts';
import { accuracy } from './metrics/accuracy.ts';

/** What always answering the commonest training class would reach: below it nothing has been learnt. */
export interface MajorityBaseline {
  /** The class that is commoner in training; 0 when both are equally common. */
  readonly label: 0 | 1;
  /** Fraction of the training examples that are positive: the probability this baseline states. */
  readonly probability: number;
  /** Accuracy on the held-out labels. */
  readonly accuracy: number;
}

/** The majority class of the training labels, measured on held-out labels. */
export function majorityBaseline(trainLabels: Numbers, heldOutLabels: Numbers): MajorityBaseline {
  checkBinary(trainLabels, 'trainLabels');
  let positives = 0;
  for (let i = 0; i < trainLabels.length; i++) positives += trainLabels[i] ?? 0;
  const label = positives * 2 > trainLabels.length ? 1 : 0;
  return {
    label,
    probability: trainLabels.length === 0 ? 0.5 : positives / trainLabels.length,
    accuracy: accuracy(heldOutLabels, new Int32Array(heldOutLabels.length).fill(label)),
  };
}
