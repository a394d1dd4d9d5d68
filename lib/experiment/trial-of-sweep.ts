import { UserError, didYouMean } from '../errors/index.ts';
import { parseConfig } from '../config/index.ts';
import type { RunRecord } from '../tracking/index.ts';
import type { Results } from '../tracking/node.ts';
import { Study, type Params } from '../tuning/index.ts';
import { configForTrial, type ExperimentDefinition } from './definition.ts';
import { repetitionSeed, runSeed } from './identity.ts';
import { searchOf } from './open-studies.ts';
import { runConfigSchema } from './run-config.ts';
import type { TrainRunInput } from './train-run.ts';

/** One trial of a sweep, ready to be trained by itself. */
export interface TrialOfSweep {
  readonly sampler: string;
  readonly params: Params;
  /** Of a trial with folds, its first. */
  readonly input: TrainRunInput;
  /** The run whose parameters and seed these are; null for a trial that was not run yet. */
  readonly runId: string | null;
}

/**
 * A trial as the sweep ran it, by its record; one that was not run yet as its sampler proposes it before it knows any
 * result. Nothing is written.
 *
 * @param number from 0 within its search
 * @param sampler which search; default: the definition's first
 * @throws UserError when the definition has no such sampler, or the space not so many trials
 */
export function trialOfSweep(
  definition: ExperimentDefinition,
  number: number,
  results: Results,
  sampler: string = definition.samplers[0]?.kind ?? '',
): TrialOfSweep {
  const search = definition.samplers.find(({ kind }) => kind === sampler);
  if (search === undefined)
    throw new UserError('The experiment has no such sampler.', {
      field: 'sampler',
      value: sampler,
      fix: didYouMean(
        sampler,
        definition.samplers.map(({ kind }) => kind),
      ),
    });
  const { objective } = definition;
  const record = recordedTrial(definition.name, sampler, number, results);
  if (record?.trial) {
    const config = parseConfig(runConfigSchema, record.config, 'config');
    const input = { config, seed: record.run.seed, objective };
    return { sampler, params: record.trial.params, input, runId: record.id };
  }
  const study = new Study({ ...searchOf(definition, search) });
  let params: Params | undefined;
  for (let asked = 0; asked <= number; asked++) {
    params = study.ask(definition.trials)?.params;
    if (params === undefined)
      throw new UserError('The search has no such trial.', {
        field: 'trial',
        value: number,
        fix: `Its trials are 0 to ${asked - 1}; --trials N makes more.`,
      });
  }
  return { sampler, params: params ?? {}, input: inputOf(definition, params ?? {}, number), runId: null };
}

/** The last attempt of the trial's first fold, in a study that is current. */
function recordedTrial(
  experiment: string,
  sampler: string,
  number: number,
  results: Results,
): RunRecord | null {
  const { runs, experiment: stored } = results.read(experiment);
  const older = new Set(stored?.studies.filter(({ current }) => !current).map(({ id }) => id));
  const own = runs.filter(
    ({ study, trial }) => study?.sampler === sampler && trial?.number === number && !older.has(study.id),
  );
  own.sort((a, b) => a.run.fold - b.run.fold || b.run.attempt - a.run.attempt);
  return own[0] ?? null;
}

function inputOf(definition: ExperimentDefinition, params: Params, number: number): TrainRunInput {
  const { compare, folds, objective, seed } = definition;
  const whole = configForTrial(definition, params);
  const config =
    folds === null ? whole : { ...whole, data: { ...whole.data, fold: { of: folds, number: 1 } } };
  const repetition = compare === null ? undefined : params[compare.over];
  const own =
    repetition === undefined
      ? runSeed(seed, number, folds === null ? 0 : 1)
      : repetitionSeed(seed, repetition);
  return { config, seed: own, objective };
}
