import { UserError } from '../../errors/index.ts';
import type { ParamValue } from '../params.ts';

/** One of a list of values without an order. */
export interface CategoricalDimension<T extends ParamValue = ParamValue> {
  readonly kind: 'categorical';
  readonly choices: readonly T[];
}

/**
 * A choice: `categorical(['lstm', 'gru'])`; its parameter has the type `'lstm' | 'gru'`. Numbers and booleans may be
 * choices too. Checked when it is put into a `space`, which knows its name.
 */
export function categorical<const T extends ParamValue>(choices: readonly T[]): CategoricalDimension<T> {
  return { kind: 'categorical', choices };
}

/** @throws UserError naming the field, e.g. `space.cell.choices` */
export function checkCategorical(dimension: CategoricalDimension, field: string): void {
  const { choices } = dimension;
  if (choices.length === 0)
    throw new UserError('A categorical parameter needs at least one choice.', {
      field: `${field}.choices`,
      value: choices,
      fix: 'List the values to choose from.',
    });
  choices.forEach((choice, index) => {
    if (typeof choice === 'number' && !Number.isFinite(choice))
      throw new UserError('A choice is a finite number, a string or a boolean.', {
        field: `${field}.choices[${index}]`,
        value: choice,
        fix: 'Remove it.',
      });
    if (choices.indexOf(choice) !== index)
      throw new UserError('A choice is listed twice.', {
        field: `${field}.choices[${index}]`,
        value: choice,
        fix: 'Remove one of the two.',
      });
  });
}
