import { UserError } from '../../errors/index.ts';

/** Rules that numeric dimensions share. */
export function assertFinite(value: number, field: string): void {
  if (!Number.isFinite(value))
    throw new UserError('A bound is a finite number.', { field, value, fix: 'Use for example 0.1.' });
}

export function assertOrdered(low: number, high: number, field: string): void {
  if (low > high)
    throw new UserError(`The lower bound lies above the upper bound ${high}.`, {
      field: `${field}.low`,
      value: low,
      fix: 'Swap the two.',
    });
}

export function assertPositiveLog(low: number, field: string): void {
  if (low <= 0)
    throw new UserError('A log range lies above 0.', {
      field: `${field}.low`,
      value: low,
      fix: 'Use a positive lower bound such as 1e-5, or scale "linear".',
    });
}
