import { UserError, didYouMean } from '../../../errors/index.ts';
import { categorical } from '../../dimensions/categorical.ts';
import type { Dimension } from '../../dimensions/dimension.ts';
import { float } from '../../dimensions/float.ts';
import { int } from '../../dimensions/int.ts';
import type { JsonValue } from '../../events.ts';
import type { ParamValue } from '../../params.ts';
import { quantised, quantisedLog, refuseUnbounded } from '../foreign-ranges.ts';
import type { WandbParameter } from './wandb-schema.ts';

/** A parameter that is searched, or one that is the same in every trial. */
export type ReadParameter = { readonly dimension: Dimension } | { readonly constant: JsonValue };

const UNBOUNDED = ['normal', 'q_normal', 'log_normal', 'q_log_normal'];
const KNOWN = [
  ...['constant', 'categorical', 'int_uniform', 'uniform', 'q_uniform', 'log_uniform', 'log_uniform_values'],
  ...['inv_log_uniform', 'inv_log_uniform_values', 'q_log_uniform', 'q_log_uniform_values'],
];

/**
 * One parameter of a W&B sweep.
 *
 * @param isReal whether one of its bounds is written as a real number (`1.0`): then the default is `uniform`
 * @throws UserError naming what is missing, unknown or without bounds, and the nearest thing there is
 */
export function readWandbParameter(parameter: WandbParameter, field: string, isReal: boolean): ReadParameter {
  const { mu = 0, sigma = 1, q = 1 } = parameter;
  const distribution = parameter.distribution ?? defaultOf(parameter, field, isReal);
  const bounds = (): readonly [number, number] => {
    const { min, max } = parameter;
    if (min !== undefined && max !== undefined) return [min, max];
    throw new UserError(`The distribution ${distribution} takes min and max.`, { field, value: parameter });
  };
  if (UNBOUNDED.includes(distribution)) refuseUnbounded(distribution, mu, sigma, `${field}.distribution`);
  switch (distribution) {
    case 'constant':
      if (parameter.value === undefined)
        throw new UserError('A constant takes a value.', { field, value: parameter });
      return { constant: parameter.value };
    case 'categorical':
    case 'categorical_w_probabilities':
      return { dimension: categorical(choices(parameter, field)) };
    case 'int_uniform':
      return { dimension: int(...bounds()) };
    case 'uniform':
      return { dimension: float(...bounds()) };
    case 'q_uniform':
      return { dimension: quantised(...bounds(), q, field) };
    case 'log_uniform': {
      const [min, max] = bounds();
      return { dimension: float(Math.exp(min), Math.exp(max), { scale: 'log' }) };
    }
    case 'inv_log_uniform': {
      // The logarithm of 1/x is even between the bounds: so is that of x, between their opposites.
      const [min, max] = bounds();
      return { dimension: float(Math.exp(-max), Math.exp(-min), { scale: 'log' }) };
    }
    case 'log_uniform_values':
    case 'inv_log_uniform_values':
      return { dimension: float(...bounds(), { scale: 'log' }) };
    case 'q_log_uniform': {
      const [min, max] = bounds();
      return { dimension: quantisedLog(Math.exp(min), Math.exp(max), q, field) };
    }
    case 'q_log_uniform_values':
      return { dimension: quantisedLog(...bounds(), q, field) };
  }
  throw new UserError('There is no such distribution here.', {
    field: `${field}.distribution`,
    value: distribution,
    fix: distribution.includes('beta') ? 'Nearest: uniform, from 0 to 1.' : didYouMean(distribution, KNOWN),
  });
}

function defaultOf(parameter: WandbParameter, field: string, isReal: boolean): string {
  const { min, max, value, values } = parameter;
  if (values !== undefined) return 'categorical';
  if (value !== undefined) return 'constant';
  if (min !== undefined && max !== undefined)
    return Number.isInteger(min) && Number.isInteger(max) && !isReal ? 'int_uniform' : 'uniform';
  throw new UserError('A parameter takes value, values, or min and max.', { field, value: parameter });
}

function choices({ values = [], probabilities }: WandbParameter, field: string): ParamValue[] {
  if (probabilities?.some((p) => Math.abs(p - (probabilities[0] ?? 0)) > 1e-12))
    throw new UserError('The values of a choice are equally probable.', {
      field: `${field}.probabilities`,
      value: probabilities,
      fix: 'Leave them out: samplers learn by themselves which value is good.',
    });
  return values.map((value, i) => {
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
    throw new UserError('A choice is a number, a string or a boolean.', {
      field: `${field}.values.${i}`,
      value,
      fix: 'Give it a name, and look it up by the name in the objective.',
    });
  });
}
