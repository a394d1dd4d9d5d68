import { UserError } from '../errors/index.ts';

/** Numbers by index: an array or a typed array. */
export type Numbers = ArrayLike<number>;

/** Refuses empty input, lengths that differ, and labels other than 0 and 1. */
export function checkLabels(truth: Numbers, other: Numbers, otherName: string): void {
  if (truth.length === 0)
    throw new UserError('A metric needs at least one example.', {
      field: 'truth',
      fix: 'Check that the part of the split is not empty.',
    });
  if (truth.length !== other.length)
    throw new UserError(`There must be one value per label (${truth.length}).`, {
      field: otherName,
      value: other.length,
      fix: 'Pass arrays of the same length, in the same order of examples.',
    });
  checkBinary(truth, 'truth');
}

/** Refuses anything but the classes 0 and 1. */
export function checkBinary(labels: Numbers, field: string): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label !== 0 && label !== 1)
      throw new UserError('A label is 0 (negative) or 1 (positive).', {
        field: `${field}[${i}]`,
        value: label,
      });
  }
}

/** Refuses labels as `checkLabels` does, and probabilities that are not numbers from 0 to 1. */
export function checkProbabilities(truth: Numbers, probabilities: Numbers): void {
  checkLabels(truth, probabilities, 'probabilities');
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i];
    if (p === undefined || !(p >= 0 && p <= 1))
      throw new UserError('A probability is a number from 0 to 1.', {
        field: `probabilities[${i}]`,
        value: p,
        fix: 'NaN here means that the model has diverged: lower the learning rate.',
      });
  }
}
