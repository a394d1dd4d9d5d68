import { z } from 'zod';
import { UserError } from '../errors/index.ts';
import { parseConfig } from '../config/index.ts';
import { prunerConfigSchema, samplerConfigSchema } from '../tuning/index.ts';
import type { Params, PrunerConfig, SamplerConfig, Space } from '../tuning/index.ts';
import { bindParams } from './bind.ts';
import { runConfigSchema, type RunConfig, type RunConfigInput } from './run-config.ts';

/** What a person writes in `experiments/<name>.ts`: data, model, space, samplers, budget and seed; no loops. */
export interface ExperimentInput<P extends Params> {
  /** Also the folder under results/: lower-case letters, digits and dashes. */
  readonly name: string;
  readonly title: string;
  /** What all trials share. A field that the space varies keeps its value here as documentation. */
  readonly config: RunConfigInput;
  readonly space: Space<P>;
  /** Parameter → dotted path of the field it sets: `{ lr: 'training.learningRate' }`. */
  readonly bind: { readonly [K in keyof P]: string };
  /** What is searched for. Default: the least validation loss. */
  readonly objective?: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  /** One study each, on the same space, budget, splits and seeds. */
  readonly samplers: readonly SamplerConfig[];
  /** Default: median. */
  readonly pruner?: PrunerConfig;
  /** Trials per sampler. */
  readonly trials: number;
  /** Default 1. */
  readonly seed?: number;
}

/** A checked definition with its defaults filled in. */
export interface ExperimentDefinition<P extends Params = Params> {
  readonly name: string;
  readonly title: string;
  readonly config: RunConfig;
  readonly space: Space<P>;
  readonly bind: Readonly<Record<string, string>>;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  readonly samplers: readonly SamplerConfig[];
  readonly pruner: PrunerConfig;
  readonly trials: number;
  readonly seed: number;
}

const headSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'Must be lower-case letters, digits and dashes'),
  title: z.string().min(1),
  objective: z.strictObject({ metric: z.string().min(1), direction: z.enum(['minimize', 'maximize']) }),
  samplers: z.array(samplerConfigSchema).min(1),
  pruner: prunerConfigSchema,
  trials: z.int().min(1).max(1_000_000),
  seed: z.int().min(1),
});

/**
 * Checks a definition once, so that a mistake shows before anything is trained.
 *
 * @throws UserError naming field, value and fix
 */
export function defineExperiment<P extends Params>(input: ExperimentInput<P>): ExperimentDefinition<P> {
  const head = parseConfig(
    headSchema,
    {
      name: input.name,
      title: input.title,
      objective: input.objective ?? { metric: 'validation/loss', direction: 'minimize' },
      samplers: input.samplers,
      pruner: input.pruner ?? { kind: 'median' },
      trials: input.trials,
      seed: input.seed ?? 1,
    },
    'experiment',
  );
  const kinds = head.samplers.map(({ kind }) => kind);
  const twice = kinds.find((kind, i) => kinds.indexOf(kind) !== i);
  if (twice !== undefined)
    throw new UserError('Each sampler is named once.', { field: 'experiment.samplers', value: twice });
  const definition = {
    ...head,
    config: parseConfig(runConfigSchema, input.config, 'config'),
    space: input.space,
  };
  const bind = { ...input.bind } as Readonly<Record<string, string>>;
  const checked: ExperimentDefinition<P> = { ...definition, bind };
  configForTrial(checked, input.space.fromUnit(input.space.names.map(() => 0.5)));
  return checked;
}

/** The configuration of one trial: the shared one with the trial's parameters in place, checked. */
export function configForTrial<P extends Params>(definition: ExperimentDefinition<P>, params: P): RunConfig {
  return parseConfig(runConfigSchema, bindParams(definition.config, definition.bind, params), 'config');
}

/** The definition as plain JSON: what is hashed, stored and compared. The number of trials is kept apart. */
export function definitionJson(definition: ExperimentDefinition): Record<string, unknown> {
  const { name, title, config, bind, objective, samplers, pruner, trials, seed } = definition;
  return {
    name,
    title,
    config,
    space: definition.space.toJSON(),
    bind,
    objective,
    samplers,
    pruner,
    trials,
    seed,
  };
}
