import { hashOf } from '../hash/index.ts';
import { deriveSeed } from '../random/index.ts';
import type { SamplerConfig } from '../tuning/index.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';

/**
 * Id of one sampler's study: the hash of what decides its results. Not part of it: the number of trials (more of them
 * extend a study), the title, and the other samplers.
 *
 * @param dataFingerprint of the data set; changed data make a new study
 * @param backend results of different tensor backends are not mixed in one search
 */
export function studyId(
  definition: ExperimentDefinition,
  sampler: SamplerConfig,
  dataFingerprint: string,
  backend: string,
): string {
  const { seed } = definitionJson(definition);
  return `${sampler.kind}-${hashOf({ ...searchFacts(definition), sampler, seed, dataFingerprint, backend })}`;
}

/** The same without the seed: studies that agree in it are repetitions of one search. */
export function searchId(
  definition: ExperimentDefinition,
  sampler: SamplerConfig,
  dataFingerprint: string,
  backend: string,
): string {
  return `${sampler.kind}-${hashOf({ ...searchFacts(definition), sampler, dataFingerprint, backend })}`;
}

function searchFacts(definition: ExperimentDefinition): object {
  const { config, space, bind, objective, pruner } = definitionJson(definition);
  const over = definition.compare === null ? {} : { over: definition.compare.over };
  const folds = definition.folds === null ? {} : { folds: definition.folds };
  const seeds = definition.seeds === null ? {} : { seeds: definition.seeds };
  return { config, space, bind, objective, pruner, ...over, ...folds, ...seeds };
}

/**
 * Seed of a trial's run: the same trial number has the same seed in every study of the experiment, so that samplers
 * differ by their parameters and not by their luck.
 */
export function runSeed(seed: number, trial: number, fold: number): number {
  return deriveSeed(seed, `trial-${trial}/fold-${fold}`);
}

/**
 * Seed of a repetition, in a comparison or of a trial with several seeds: those of the same number share it whatever the
 * configuration, so that differences between configurations are paired.
 */
export function repetitionSeed(seed: number, repetition: number | string | boolean): number {
  return deriveSeed(seed, `repetition-${repetition}`);
}

/** `<study>-t<trial>-s<seed>-f<fold>-a<attempt>`. */
export function runId(study: string, trial: number, seed: number, fold: number, attempt: number): string {
  return `${study}-t${trial}-s${seed}-f${fold}-a${attempt}`;
}
