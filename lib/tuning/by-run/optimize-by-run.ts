import { optimize } from '../optimize.ts';
import type { OptimizeOptions } from '../optimize.ts';
import type { RunStudyResult } from '../run-options.ts';
import type { SamplerConfig } from '../samplers/index.ts';
import { Study } from '../study.ts';
import type { StudyOptions } from '../study-options.ts';
import { ByRunSampler } from './by-run-sampler.ts';
import { OpenSpace } from './open-space.ts';
import { TrialByRun } from './trial-by-run.ts';

/** A study's options without a space. */
export interface ByRunOptions extends Omit<StudyOptions, 'space' | 'sampler' | 'duplicates'> {
  /** Every kind but `grid`. Default `{ kind: 'tpe' }`. */
  readonly sampler?: SamplerConfig;
  readonly seed: number;
}

/**
 * A study whose parameters are those that its objective asks for (define-by-run, as in Optuna): `optimizeByRun` runs it.
 * What a trial asked for is in its `params` and `dimensions`.
 */
export function byRunStudy({ sampler = { kind: 'tpe' }, seed, ...options }: ByRunOptions): Study {
  return new Study({ ...options, space: new OpenSpace(), sampler: new ByRunSampler(sampler, seed) });
}

/**
 * Searches with a function that asks for its parameters while it runs:
 *
 *     const study = byRunStudy({ seed: 1, direction: 'minimize' });
 *     await optimizeByRun(study, (trial) => {
 *       const lr = trial.suggestFloat('lr', 1e-4, 1e-1, { scale: 'log' });
 *       const optimizer = trial.suggestCategorical('optimizer', ['adam', 'sgd']);
 *       const momentum = optimizer === 'sgd' ? trial.suggestFloat('momentum', 0, 0.99) : 0;
 *       return train(lr, optimizer, momentum);
 *     }, { trials: 50 });
 */
export async function optimizeByRun(
  study: Study,
  objective: (trial: TrialByRun) => number | Promise<number>,
  options: OptimizeOptions,
): Promise<RunStudyResult> {
  return optimize(study, (_params, context) => objective(new TrialByRun(study, context)), options);
}
