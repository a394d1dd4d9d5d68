import { UserError } from '../../errors/index.ts';
import { containsValue } from '../dimensions/dimension.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { ParamValue } from '../params.ts';
import type { Sampler } from '../sampler.ts';
import { Space } from '../space.ts';
import type { Trial } from '../trial.ts';
import { isSame } from './relative-space.ts';

/**
 * The value of a parameter that a running trial asks for: what it has got already (asked before, enqueued, or of an earlier
 * attempt), else what the sampler proposes.
 *
 * @throws UserError when the dimension is none, the study has a space of its own, or the trial has a value outside of it
 */
export function suggestParam(
  trial: Trial,
  sampler: Sampler,
  name: string,
  dimension: Dimension,
): { readonly value: ParamValue; readonly isNew: boolean } {
  const field = `trial ${trial.number}.${name}`;
  if (!sampler.suggestParam)
    throw new UserError('The study has a space: its trials have their parameters already.', {
      field,
      fix: 'Read trial.params, or make the study with byRunStudy({ … }).',
    });
  new Space({ [name]: dimension }); // checks it
  const before = trial.dimensions?.[name];
  if (before !== undefined && !isSame(before, dimension))
    throw new UserError('The trial has asked for this parameter with another range.', {
      field,
      value: dimension,
      fix: 'Ask once, or give it another name.',
    });
  const value = trial.params[name];
  if (value === undefined) return { value: sampler.suggestParam(trial, name, dimension), isNew: true };
  if (!containsValue(dimension, value))
    throw new UserError('The value that the trial was given is outside of the range.', {
      field,
      value,
      fix: 'Enqueue a value inside the range.',
    });
  return { value, isNew: before === undefined };
}
