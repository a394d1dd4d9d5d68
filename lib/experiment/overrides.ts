import { UserError, didYouMean } from '../errors/index.ts';
import type { Params } from '../tuning/index.ts';
import type { ExperimentDefinition } from './definition.ts';

/** What a command line may change of a definition. */
export interface Overrides {
  /** Names of the samplers to run, a part of the definition's. */
  readonly samplers?: readonly string[];
  readonly trials?: number;
  readonly seed?: number;
  readonly data?: string;
}

/** @throws UserError for a sampler that the definition does not have, or a number that is none */
export function withOverrides<P extends Params>(
  definition: ExperimentDefinition<P>,
  overrides: Overrides,
): ExperimentDefinition<P> {
  const { trials = definition.trials, seed = definition.seed, data } = overrides;
  positive('--trials', trials);
  positive('--seed', seed);
  const wanted = overrides.samplers ?? definition.samplers.map(({ kind }) => kind);
  const known = definition.samplers.map(({ kind }) => kind);
  for (const name of wanted)
    if (!known.some((kind) => kind === name))
      throw new UserError('The experiment has no such sampler.', {
        field: '--sampler',
        value: name,
        fix: didYouMean(name, known),
      });
  const config =
    data === undefined || data === definition.config.data.source
      ? definition.config
      : {
          ...definition.config,
          // The kind of split goes with the data: blocks where reviews of one film lie together.
          data: { source: data, split: { ...definition.config.data.split, kind: 'auto' as const } },
        };
  return {
    ...definition,
    config,
    trials,
    seed,
    samplers: definition.samplers.filter(({ kind }) => wanted.includes(kind)),
  };
}

function positive(field: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new UserError('Must be a positive whole number.', { field, value, fix: 'Use for example 12.' });
}
