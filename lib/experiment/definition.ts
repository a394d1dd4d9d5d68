import { z } from 'zod';
import { UserError } from '../errors/index.ts';
import { parseConfig } from '../config/index.ts';
import { prunerConfigSchema, samplerConfigSchema, terminatorConfigSchema } from '../tuning/index.ts';
import type {
  ParamNames,
  Params,
  PrunerConfig,
  SamplerConfig,
  Space,
  TerminatorConfig,
} from '../tuning/index.ts';
import { bindParams, type Binding } from './bind.ts';
import { compareSchema, repetitionsOf, type CompareConfig } from './compare-config.ts';
import { runConfigSchema, type RunConfig, type RunConfigInput } from './run-config.ts';

/** What a person writes in `experiments/<name>.ts`: data, model, space, samplers, budget and seed; no loops. */
export interface ExperimentInput<P extends Params> {
  /** Also the folder under results/: lower-case letters, digits and dashes. */
  readonly name: string;
  readonly title: string;
  /** What all trials share. A field that the space varies keeps its value here as documentation. */
  readonly config: RunConfigInput;
  readonly space: Space<P>;
  /**
   * Parameter → dotted path of the field it sets (`{ lr: 'training.learningRate' }`), or what each of its choices stands
   * for (`{ pipeline: { plain: {}, stemmed: { text: { steps } } } }`).
   */
  readonly bind: { readonly [K in ParamNames<P>]?: Binding };
  /** What is searched for. Default: the least validation loss. */
  readonly objective?: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  /** One study each, on the same space, budget, splits and seeds. */
  readonly samplers?: readonly SamplerConfig[];
  /** Default: median; none in a comparison. */
  readonly pruner?: PrunerConfig;
  /** Trials per sampler. Default in a comparison: every configuration once. */
  readonly trials?: number;
  /** Default 1. */
  readonly seed?: number;
  /**
   * Makes the experiment a comparison: every combination of the space's values is run, and those that differ only in the
   * parameter `over` are repetitions of one configuration.
   */
  readonly compare?: CompareConfig;
  /**
   * Every trial is a cross-validation over so many folds: its value is their mean, and it can be pruned between two of
   * them (default pruner then: wilcoxon). No model is kept. Left out: one training per trial.
   */
  readonly folds?: number;
  /**
   * Every trial is trained with so many seeds, the same ones for every trial: its value is their mean, and it can be pruned
   * between two of them (default pruner then: race). Left out: one training per trial.
   */
  readonly seeds?: number;
  /** Ends a study before it has all its trials, when going on is not worth it. Default: none. */
  readonly terminator?: TerminatorConfig;
}

/** A checked definition with its defaults filled in. */
export interface ExperimentDefinition<P extends Params = Params> {
  readonly name: string;
  readonly title: string;
  readonly config: RunConfig;
  readonly space: Space<P>;
  readonly bind: Readonly<Record<string, Binding>>;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  readonly samplers: readonly SamplerConfig[];
  readonly pruner: PrunerConfig;
  readonly trials: number;
  readonly seed: number;
  /** null: a search. */
  readonly compare: CompareConfig | null;
  /** null: one training per trial. */
  readonly folds: number | null;
  /** null: one seed per trial. */
  readonly seeds: number | null;
  /** null: a study has all its trials. */
  readonly terminator: TerminatorConfig | null;
}

const headSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'Must be lower-case letters, digits and dashes'),
  title: z.string().min(1),
  objective: z.strictObject({ metric: z.string().min(1), direction: z.enum(['minimize', 'maximize']) }),
  samplers: z.array(samplerConfigSchema).min(1),
  pruner: prunerConfigSchema,
  trials: z.int().min(1).max(1_000_000),
  seed: z.int().min(1),
  compare: compareSchema.nullable(),
  folds: z.int().min(2).max(100).nullable(),
  seeds: z.int().min(2).max(100).nullable(),
  terminator: terminatorConfigSchema.nullable(),
});

/**
 * Checks a definition once, so that a mistake shows before anything is trained.
 *
 * @throws UserError naming field, value and fix
 */
export function defineExperiment<P extends Params>(input: ExperimentInput<P>): ExperimentDefinition<P> {
  const compared = input.compare === undefined ? null : repetitionsOf(input.space, input.compare);
  const head = parseConfig(
    headSchema,
    {
      name: input.name,
      title: input.title,
      objective: input.objective ?? { metric: 'validation/loss', direction: 'minimize' },
      samplers: input.samplers ?? compared?.samplers,
      pruner: input.pruner ?? { kind: usualPruner(input) },
      trials: input.trials ?? compared?.trials,
      seed: input.seed ?? 1,
      compare: input.compare ?? null,
      folds: input.folds ?? null,
      seeds: input.seeds ?? null,
      terminator: input.terminator ?? null,
    },
    'experiment',
  );
  const several = (['compare', 'folds', 'seeds'] as const).filter((name) => head[name] !== null);
  if (several.length > 1)
    throw new UserError(
      'A trial is repeated in one way: by a comparison, over folds or with several seeds.',
      {
        field: `experiment.${several[1] ?? ''}`,
        value: head[several[1] ?? 'folds'],
        fix: `Leave out ${several.join(' or ')}.`,
      },
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
  const bind = { ...input.bind } as Readonly<Record<string, Binding>>;
  const checked: ExperimentDefinition<P> = { ...definition, bind };
  for (const params of input.space.representatives()) configForTrial(checked, params);
  return checked;
}

/** The pruner where none is named: it compares epochs, folds or seeds, whatever trials report. */
function usualPruner({
  compare,
  folds,
  seeds,
}: Pick<ExperimentInput<Params>, 'compare' | 'folds' | 'seeds'>) {
  if (compare !== undefined) return 'none';
  if (folds !== undefined) return 'wilcoxon';
  return seeds === undefined ? 'median' : 'race';
}

/** The configuration of one trial: the shared one with the trial's parameters in place, checked. */
export function configForTrial<P extends Params>(definition: ExperimentDefinition<P>, params: P): RunConfig {
  const { config, bind, compare } = definition;
  return parseConfig(
    runConfigSchema,
    bindParams(config, bind, params, compare === null ? [] : [compare.over]),
    'config',
  );
}

/** The definition as plain JSON: what is hashed, stored and compared. The number of trials is kept apart. */
export function definitionJson(definition: ExperimentDefinition): Record<string, unknown> {
  const { name, title, config, bind, objective, samplers, pruner, trials, seed } = definition;
  const { compare, folds, seeds, terminator } = definition;
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
    ...(folds !== null && { folds }),
    ...(seeds !== null && { seeds }),
    ...(terminator !== null && { terminator }),
    ...(compare !== null && { compare }), // absent in a search: its id is that of before comparisons existed
  };
}
