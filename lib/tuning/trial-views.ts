import type { TrialError } from './events.ts';
import type { Objectives } from './objectives.ts';
import type { Params } from './params.ts';
import type { PrunerTrial } from './pruners/pruner.ts';
import type { ObservedTrial } from './sampler.ts';
import type { Trial } from './trial.ts';

/** What a sampler is told of a trial that has its result: values to be minimised. */
export function observedTrial<P extends Params>(trial: Trial<P>, objectives: Objectives): ObservedTrial<P> {
  const { number, params, dimensions, state, value, values, reports } = trial;
  const epoch = reports.at(-1)?.epoch;
  return {
    number,
    params,
    ...(dimensions && { dimensions }),
    value: value === null || state === 'failed' ? null : objectives.minimised(value),
    ...(values && { values: values.map((each, i) => objectives.minimised(each, i)) }),
    state: state as ObservedTrial<P>['state'],
    ...(epoch === undefined ? {} : { epoch }),
  };
}

/** A trial as a pruner sees it, and the others that it is compared with: those with a report that did not fail. */
export function prunerTrials(
  trial: Trial,
  trials: readonly Trial[],
  metric: string,
  objectives: Objectives,
): { readonly trial: PrunerTrial; readonly others: PrunerTrial[] } {
  const view = (one: Trial): PrunerTrial => prunerTrial(one, metric, objectives);
  const isOther = ({ number, reports, state }: Trial): boolean =>
    number !== trial.number && reports.length > 0 && state !== 'failed';
  return { trial: view(trial), others: trials.filter(isOther).map(view) };
}

/** What is kept of an epoch's metrics: JSON has no NaN and no Infinity. */
export function storedMetrics(metrics: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  );
}

/** What a pruner may see of a trial: the reports of one metric, to be minimised. */
export function prunerTrial(trial: Trial, metric: string, objectives: Objectives): PrunerTrial {
  const { number, state, reports, value: objective } = trial;
  return {
    number,
    state: state === 'finished' || state === 'pruned' ? state : 'running',
    ...(state === 'finished' && objective !== null && { value: objectives.minimised(objective) }),
    ...(objectives.directions[0] === 'maximize' && { maximised: true }),
    reports: reports.map(({ epoch, metrics }) => {
      const value = metrics[metric] ?? null;
      return { epoch, value: value === null ? null : objectives.minimised(value) };
    }),
  };
}

/** Anything that was thrown as plain JSON. */
export function trialError(error: unknown): TrialError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}
