import { UserError } from '../../errors/index.ts';
import type { ParamValue } from '../params.ts';
import { branchKey } from './branch.ts';
import type { Branches } from './branch.ts';
import type { OrderedDimension } from './ordered.ts';

/** One of a list of values without an order. */
export interface CategoricalDimension<T extends ParamValue = ParamValue> {
  readonly kind: 'categorical';
  readonly choices: readonly T[];
  /** By choice, the parameters that exist beside it alone. Default: none. */
  readonly branches?: Branches;
}

/**
 * A choice: `categorical(['lstm', 'gru'])`; its parameter has the type `'lstm' | 'gru'`. Numbers and booleans may be
 * choices too. Checked when it is put into a `space`, which knows its name.
 */
export function categorical<const T extends ParamValue>(choices: readonly T[]): CategoricalDimension<T> {
  return { kind: 'categorical', choices };
}

/** @throws UserError naming the field, e.g. `space.cell.choices` */
export function checkChoices(dimension: CategoricalDimension | OrderedDimension, field: string): void {
  const { choices, branches } = dimension;
  if (choices.length === 0)
    throw new UserError('A parameter with choices needs at least one choice.', {
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
  if (branches === undefined) return;
  const keys = choices.map(branchKey);
  for (const key of Object.keys(branches))
    if (!keys.includes(key))
      throw new UserError('A branch belongs to a choice that is not there.', {
        field: `${field}.branches`,
        value: key,
        fix: `Known: ${keys.join(', ')}.`,
      });
  if (new Set(keys).size < keys.length)
    throw new UserError('Two choices look alike as text, so that their branches cannot be told apart.', {
      field: `${field}.choices`,
      value: choices,
      fix: 'Rename one of them.',
    });
}
