import { meanMetrics, type RunRecord, type Trial } from '../../tracking/index.ts';
import type { Params } from '../../tuning/index.ts';

/** One set of parameters, typed, with what came of it. */
export interface TrialResult<P extends Params = Params> {
  readonly sampler: string;
  readonly studyId: string;
  /** From 0 within its study. */
  readonly number: number;
  readonly params: P;
  readonly state: Trial['state'];
  /** Mean objective of its runs; null when none has a value. */
  readonly value: number | null;
  /** Means over its finished runs by name: `metrics['test/accuracy']`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The last attempt of each seed and fold. */
  readonly runs: readonly RunRecord[];
}

/** A trial that came to its end. */
export interface FinishedTrial<P extends Params = Params> extends TrialResult<P> {
  readonly value: number;
}

/**
 * A trial of the records with its parameters' type.
 *
 * @typeParam P type of the parameters as the experiment's definition says; the records are of that definition
 */
export function trialResult<P extends Params>(trial: Trial): TrialResult<P> {
  const { sampler, studyId, number, state, value, runs } = trial;
  const finished = runs.filter(({ outcome }) => outcome.kind === 'finished');
  const metrics = Object.entries(meanMetrics(finished)).map(([name, metric]) => [name, metric.value] as const);
  const params = trial.params as P;
  return { sampler, studyId, number, params, state, value, metrics: Object.fromEntries(metrics), runs };
}
