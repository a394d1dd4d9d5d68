import { UserError } from '../../errors/index.ts';
import { assertOrdered, assertPositiveLog } from './rules.ts';

/** A whole number between `low` and `high`, both included. */
export interface IntDimension {
  readonly kind: 'int';
  readonly low: number;
  readonly high: number;
  /** `log` draws evenly over orders of magnitude. Default `linear`. */
  readonly scale: 'linear' | 'log';
  /** Only `low`, `low + step`, … `high` exist. Default 1; a log range has step 1. */
  readonly step: number;
}

export interface IntOptions {
  /** Default `linear`. */
  readonly scale?: 'linear' | 'log';
  /** Default 1. */
  readonly step?: number;
}

/** A whole-number parameter: `int(16, 128, { step: 16 })`. Checked when it is put into a `space`, which knows its name. */
export function int(low: number, high: number, options: IntOptions = {}): IntDimension {
  return { kind: 'int', low, high, scale: options.scale ?? 'linear', step: options.step ?? 1 };
}

/** @throws UserError naming the field, e.g. `space.units.high` */
export function checkInt(dimension: IntDimension, field: string): void {
  const { low, high, scale, step } = dimension;
  for (const [name, value] of [
    ['low', low],
    ['high', high],
  ] as const)
    if (!Number.isSafeInteger(value))
      throw new UserError('The bounds of an int are whole numbers.', {
        field: `${field}.${name}`,
        value,
        fix: 'Use a whole number, or float(…).',
      });
  assertOrdered(low, high, field);
  if (scale === 'log') assertPositiveLog(low, field);
  if (!Number.isSafeInteger(step) || step < 1)
    throw new UserError('The step of an int is a positive whole number.', {
      field: `${field}.step`,
      value: step,
      fix: 'Use for example 1.',
    });
  if (scale === 'log' && step !== 1)
    throw new UserError('A log range has no fixed step.', {
      field: `${field}.step`,
      value: step,
      fix: 'Leave out the step, or use scale "linear".',
    });
  if ((high - low) % step !== 0)
    throw new UserError('The range is not a whole number of steps.', {
      field: `${field}.high`,
      value: high,
      fix: `Use ${high - ((high - low) % step)} or ${high - ((high - low) % step) + step}.`,
    });
}
