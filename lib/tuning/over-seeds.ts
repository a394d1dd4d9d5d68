import jstat from 'jstat';
import { UserError } from '../errors/index.ts';
import { TrialPruned } from './optimize.ts';
import type { ObjectiveContext } from './optimize.ts';
import type { Params } from './params.ts';
import type { Trial } from './trial.ts';

/**
 * Makes an objective that runs every configuration with several seeds (or over several folds): the trial's value is their
 * mean, which is what a sampler learns from. Each score is reported as one step, so that a pruner may give a configuration up
 * between seeds (`race` for few seeds, `wilcoxon` for four and more), and `scoreInterval(trial)` has their spread.
 *
 * @param seeds the same ones for every trial: scores are compared seed by seed
 * @throws UserError for no seeds, or one twice
 */
export function overSeeds<P extends Params>(
  objective: (params: P, run: SeedRun<P>) => number | Promise<number>,
  seeds: readonly number[],
): (params: P, context: ObjectiveContext<P>) => Promise<number> {
  if (seeds.length === 0 || new Set(seeds).size < seeds.length)
    throw new UserError('A group of seeds has at least one, and none twice.', {
      field: 'seeds',
      value: seeds,
      fix: 'Use for example [1, 2, 3].',
    });
  return async (params, { trial, signal, report }) => {
    let sum = 0;
    for (const [place, seed] of seeds.entries()) {
      const score = await objective(params, { trial, signal, seed });
      sum += score;
      const mean = sum / (place + 1);
      const { prune, reason } = await report(place + 1, score);
      if (prune && place + 1 < seeds.length) throw new TrialPruned(reason, mean);
    }
    return sum / seeds.length;
  };
}

/** One run of a configuration. */
export interface SeedRun<P extends Params = Params> extends Omit<ObjectiveContext<P>, 'report'> {
  readonly seed: number;
}

/** The scores of a trial that was run with several seeds. */
export interface ScoreInterval {
  readonly mean: number;
  /** Within which the mean of further seeds lies with a chance of 95 %, by Student's t; null with one score. */
  readonly low: number | null;
  readonly high: number | null;
  readonly scores: readonly number[];
}

/**
 * Mean and interval of what a trial reported of a metric, one step per seed or fold.
 *
 * @param metric the study's; default `value`
 * @returns null when it reported nothing
 */
export function scoreInterval({ reports }: Trial, metric = 'value'): ScoreInterval | null {
  const scores = reports.flatMap(({ metrics }) => metrics[metric] ?? []);
  const n = scores.length;
  if (n === 0) return null;
  const mean = scores.reduce((sum, score) => sum + score, 0) / n;
  if (n === 1) return { mean, low: null, high: null, scores };
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (n - 1);
  const half = jstat.studentt.inv(0.975, n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half, scores };
}
