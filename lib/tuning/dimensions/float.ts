import { UserError } from '../../errors/index.ts';
import { assertFinite, assertOrdered, assertPositiveLog } from './rules.ts';

/** A real number between `low` and `high`, both included. */
export interface FloatDimension {
  readonly kind: 'float';
  readonly low: number;
  readonly high: number;
  /** `log` draws evenly over orders of magnitude. Default `linear`. */
  readonly scale: 'linear' | 'log';
  /** Quantised: only `low`, `low + step`, … `high` exist. Linear scale only. Default: not quantised. */
  readonly step?: number;
}

export interface FloatOptions {
  /** Default `linear`. */
  readonly scale?: 'linear' | 'log';
  /** Default: not quantised. */
  readonly step?: number;
}

/**
 * A real parameter: `float(1e-4, 1e-1, { scale: 'log' })`. Checked when it is put into a `space`, which knows its name.
 */
export function float(low: number, high: number, options: FloatOptions = {}): FloatDimension {
  const { scale = 'linear', step } = options;
  // + 0: JSON knows no -0, and a space is the same after a journey through JSON.
  return { kind: 'float', low: low + 0, high: high + 0, scale, ...(step === undefined ? {} : { step }) };
}

/** @throws UserError naming the field, e.g. `space.lr.low` */
export function checkFloat(dimension: FloatDimension, field: string): void {
  const { low, high, scale, step } = dimension;
  assertFinite(low, `${field}.low`);
  assertFinite(high, `${field}.high`);
  assertOrdered(low, high, field);
  if (scale === 'log') assertPositiveLog(low, field);
  if (step === undefined) return;
  if (scale === 'log')
    throw new UserError('A log range has no fixed step.', {
      field: `${field}.step`,
      value: step,
      fix: 'Leave out the step, or use scale "linear".',
    });
  if (!Number.isFinite(step) || step <= 0)
    throw new UserError('A step is a positive number.', {
      field: `${field}.step`,
      value: step,
      fix: 'Use for example 0.1, or leave it out.',
    });
  const steps = (high - low) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, steps))
    throw new UserError('The range is not a whole number of steps.', {
      field: `${field}.high`,
      value: high,
      fix: `Use ${tidy(low + Math.floor(steps) * step)} or ${tidy(low + Math.ceil(steps) * step)}.`,
    });
}

/** Removes what binary fractions leave behind: 0.1 + 2 · 0.1 is 0.3, not 0.30000000000000004. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
