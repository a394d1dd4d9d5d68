import { z } from 'zod';
import { UserError } from '../errors/index.ts';
import { GridSampler, isChoice } from '../tuning/index.ts';
import type { Params, ParamValue, SamplerConfig, Space } from '../tuning/index.ts';

/** How the runs of a comparison are read. */
export const compareSchema = z.strictObject({
  by: z.array(z.string()).min(1).readonly().describe('Parameters that make a configuration'),
  over: z
    .string()
    .describe('Parameter that numbers the repetitions: it seeds the run, so that configurations are paired'),
  baseline: z
    .union([z.string(), z.number(), z.boolean()])
    .nullable()
    .default(null)
    .describe('Value of the first parameter of `by` that the others are held against'),
  metric: z.string().default('test/accuracy').describe('What is compared'),
});

/** What a person may write: baseline and metric have defaults. */
export type CompareConfig = Readonly<z.input<typeof compareSchema>>;

/** Whole numbers that are tried one by one; a longer range is no list of repetitions or sizes. */
const MOST = 1000;

/**
 * The sampler that runs every combination once, and their number.
 *
 * @throws UserError when a parameter is not in the space, is left over, or has no list of values
 */
export function repetitionsOf<P extends Params>(
  space: Space<P>,
  compare: CompareConfig,
): { readonly samplers: readonly SamplerConfig[]; readonly trials: number } {
  const named = [...compare.by, compare.over];
  for (const name of named)
    if (!space.names.includes(name))
      throw new UserError('The space has no such parameter.', {
        field: 'experiment.compare',
        value: name,
        fix: `Known: ${space.names.join(', ')}.`,
      });
  const left = space.names.filter((name) => !named.includes(name));
  if (left.length > 0)
    throw new UserError('Every parameter of a comparison makes a configuration or numbers the repetitions.', {
      field: 'experiment.compare.by',
      value: left,
      fix: `Add ${left.join(', ')} to by, or take it out of the space.`,
    });
  const points = Object.fromEntries(space.names.map((name) => [name, [...valuesOf(space, name)]]));
  const first = compare.by[0] ?? '';
  if (compare.baseline != null && !points[first]?.includes(compare.baseline))
    throw new UserError('The baseline is one of the values of the first parameter of by.', {
      field: 'experiment.compare.baseline',
      value: compare.baseline,
      fix: `Use one of: ${points[first]?.join(', ') ?? ''}.`,
    });
  const trials = new GridSampler(space, 1, { points }).size;
  return { samplers: [{ kind: 'grid', points }], trials };
}

function valuesOf<P extends Params>(space: Space<P>, name: string): readonly ParamValue[] {
  const dimension = space.dimension(name);
  if (isChoice(dimension)) return dimension.choices;
  const { low, high, step } = dimension;
  const count =
    dimension.kind === 'int' || step !== undefined ? Math.floor((high - low) / (step ?? 1)) + 1 : Infinity;
  if (count > MOST)
    throw new UserError('A comparison tries every value: this range has too many.', {
      field: `space.${name}`,
      value: { low, high },
      fix: 'Use categorical([...]) or a short int range.',
    });
  return Array.from({ length: count }, (_, i) => low + i * (step ?? 1));
}
