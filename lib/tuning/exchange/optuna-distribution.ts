import { z } from 'zod';
import { UserError } from '../../errors/index.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { ParamValue } from '../params.ts';

const number = z.number();
const choice = z.union([z.string(), z.number(), z.boolean()]);

/** Optuna's distributions as its journal writes them; `step` is null for a float without one. */
const distributionSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('FloatDistribution'),
    attributes: z.object({ low: number, high: number, log: z.boolean(), step: number.nullable() }),
  }),
  z.object({
    name: z.literal('IntDistribution'),
    attributes: z.object({ low: z.int(), high: z.int(), log: z.boolean(), step: z.int() }),
  }),
  z.object({
    name: z.literal('CategoricalDistribution'),
    attributes: z.object({ choices: z.array(choice).min(1) }),
  }),
]);

/** A dimension as Optuna's journal names it. Optuna knows no order of choices: an ordered one becomes categorical. */
export function toOptunaDistribution(dimension: Dimension): string {
  if (dimension.kind === 'categorical' || dimension.kind === 'ordered')
    return JSON.stringify({ name: 'CategoricalDistribution', attributes: { choices: dimension.choices } });
  const { kind, low, high, scale, step } = dimension;
  const attributes = { step: step ?? null, low, high, log: scale === 'log' };
  return JSON.stringify({ name: kind === 'int' ? 'IntDistribution' : 'FloatDistribution', attributes });
}

/**
 * A dimension out of Optuna's journal.
 *
 * @throws UserError naming the parameter when it has choices that a journal of ours cannot hold (None)
 */
export function fromOptunaDistribution(json: string, parameter: string): Dimension {
  const parsed = distributionSchema.safeParse(JSON.parse(json));
  if (!parsed.success)
    throw new UserError(
      `This is not a distribution that can be taken over: ${parsed.error.issues[0]?.message}.`,
      {
        field: parameter,
        value: json,
        fix: 'Numbers, strings and booleans are choices that can; so can float and int ranges.',
      },
    );
  const { name, attributes } = parsed.data;
  if (name === 'CategoricalDistribution') return { kind: 'categorical', choices: attributes.choices };
  const { low, high, log, step } = attributes;
  const scale = log ? 'log' : 'linear';
  if (name === 'IntDistribution') return { kind: 'int', low, high, scale, step: step ?? 1 };
  return { kind: 'float', low, high, scale, ...(step === null ? {} : { step }) };
}

/** A value as Optuna's journal has it: a number, for choices their place in the list. */
export function toOptunaValue(dimension: Dimension, value: ParamValue): number {
  return 'choices' in dimension ? dimension.choices.indexOf(value) : Number(value);
}

export function fromOptunaValue(dimension: Dimension, value: number): ParamValue {
  return 'choices' in dimension ? (dimension.choices[value] as ParamValue) : value;
}
