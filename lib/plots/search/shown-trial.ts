import { trialsOf, type ParameterScales, type RunRecord } from '../../tracking/index.ts';
import type { AnalysedTrial } from '../../tuning/index.ts';
import type { FigureOptions } from '../figure.ts';
import type { MetricFacts } from '../metric-axis.ts';

/** A trial as figures of a search draw it. The trials of a study fit as they are. */
export interface ShownTrial extends AnalysedTrial {
  /** What its point stands for when it is selected: a run's id. Default: `trial <number>`. */
  readonly id?: string;
  /** Whose search it is part of. Default: one search without a name. */
  readonly sampler?: string;
  /** Which search it is part of; default: the sampler's only one. */
  readonly study?: string;
  /** What it cost in seconds of training; default 0. */
  readonly seconds?: number;
}

/** What every figure of a search takes. */
export interface SearchFigureOptions extends FigureOptions {
  /** Name, direction and unit of the objective. */
  readonly objective: MetricFacts & { readonly direction: 'minimize' | 'maximize' };
  /** Scales of the parameters, `parameterScales(definition)`; others are guessed from their values. */
  readonly scales?: ParameterScales;
  /** Samplers in the order of their colours, so that each keeps its own in all figures. Default: as they are met. */
  readonly samplers?: readonly string[];
  /** Ids of trials that stand out; default: none, and then all are equally strong. */
  readonly selected?: ReadonlySet<string>;
}

/** The trials of run records; each by the id of its last run. */
export function shownTrials(runs: readonly RunRecord[]): ShownTrial[] {
  return trialsOf(runs).map(({ number, params, state, value, sampler, studyId, runs: own, attempts }) => ({
    number,
    params,
    state,
    value,
    sampler,
    study: studyId,
    seconds: attempts.reduce((sum, run) => sum + run.timing.wallSeconds, 0),
    id: own[own.length - 1]?.id ?? `trial ${number}`,
  }));
}

/** What a point of the trial stands for. */
export function idOf({ id, number }: ShownTrial): string {
  return id ?? `trial ${number}`;
}

/** The finished ones with a value. */
export function withValue<T extends ShownTrial>(trials: readonly T[]): (T & { readonly value: number })[] {
  return trials.filter(
    (trial): trial is T & { readonly value: number } =>
      trial.state === 'finished' && trial.value !== null && Number.isFinite(trial.value),
  );
}

/**
 * Names of the samplers, for the colour of each: first those that were named, then others in the order they are met, and
 * what is outside a search last.
 */
export function samplersOf(trials: readonly ShownTrial[], named: readonly string[] = []): string[] {
  const met = trials.map(({ sampler = '' }) => sampler);
  const outside = met.includes('') ? [''] : [];
  return [...new Set([...named, ...met.filter((name) => name !== ''), ...outside])];
}
