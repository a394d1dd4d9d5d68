import { metricFacts, shownTrials, type SearchFigureOptions, type ShownTrial } from '../../plots/index.ts';
import {
  COMPARISON_VERSION,
  parameterScales,
  type Comparison,
  type SamplerSummary,
} from '../../tracking/index.ts';
import { bestSoFar, type Params, type Study } from '../../tuning/index.ts';
import type { ExperimentResults } from './experiment-results.ts';

/** What of a study a plot reads. */
export type StudyView<P extends Params = Params> = Pick<
  Study<P>,
  'id' | 'metric' | 'direction' | 'trials' | 'space'
>;

/** What has a history: results, a study of one's own loop, or several of them by name. */
export type Searches = ExperimentResults | StudyView | Readonly<Record<string, StudyView>>;

/** Trials of searches and how to draw them. */
export interface ShownSearches {
  readonly trials: readonly ShownTrial[];
  /** Of the parameters that any trial has, in the order in which they are met. */
  readonly names: readonly string[];
  readonly options: SearchFigureOptions;
}

/** The searches in the form in which figures of a search take them. */
export function shownSearches(searches: Searches): ShownSearches {
  const named = isResults(searches) ? {} : byName(searches);
  const trials = isResults(searches)
    ? shownTrials(searches.runs)
    : Object.entries(named).flatMap(([sampler, { id, trials }]) =>
        trials.map((trial) => ({ ...trial, id: `${sampler} #${trial.number}`, sampler, study: id })),
      );
  const { objective } = comparisonOf(searches);
  const { metric, direction } = objective ?? { metric: 'objective', direction: 'minimize' as const };
  const { unit } = metricFacts(isResults(searches) ? searches.runs : [], metric);
  const definition = isResults(searches)
    ? searches.definition
    : { space: Object.values(named)[0]?.space.toJSON() };
  return {
    trials,
    names: [...new Set(trials.flatMap(({ params }) => Object.keys(params)))],
    options: { objective: { name: metric, direction, unit }, scales: parameterScales(definition) },
  };
}

/** The searches in the form in which a sweep's are compared. */
export function comparisonOf(searches: Searches): Comparison {
  if (isResults(searches)) return searches.comparison;
  const named = byName(searches);
  const [first] = Object.values(named);
  return {
    schemaVersion: COMPARISON_VERSION,
    experiment: first?.id ?? '',
    objective: first === undefined ? null : { metric: first.metric, direction: first.direction },
    samplers: Object.entries(named).map(([name, study]) => summary(name, study)),
    ...{ baseline: null, winner: null, margins: [], groups: null, verdict: '' },
  };
}

/** By what it has, not by its class: a reloaded source has another. */
export function isResults(value: object): value is ExperimentResults {
  return 'comparison' in value;
}

function isStudy(value: object): value is StudyView {
  return 'trials' in value && 'space' in value;
}

function byName(
  searches: StudyView | Readonly<Record<string, StudyView>>,
): Readonly<Record<string, StudyView>> {
  return isStudy(searches) ? { [searches.id]: searches } : searches;
}

function summary(sampler: string, { id, direction, trials }: StudyView): SamplerSummary {
  const ended = trials.flatMap(({ state, ...trial }) =>
    state === 'asked' || state === 'running' ? [] : [{ ...trial, state }],
  );
  const count = (state: string): number => ended.filter((trial) => trial.state === state).length;
  const best = bestSoFar(
    ended.map(({ state, value }) => (state === 'finished' ? value : null)),
    direction,
  );
  return {
    ...{ sampler, studyId: id, seed: 1, cpuSeconds: 0, best: null },
    trials: { finished: count('finished'), pruned: count('pruned'), failed: count('failed') },
    proposedByModel: ended.filter(({ proposedBy }) => proposedBy === 'model').length,
    bestSoFar: ended.map(({ number, runId, state, value }, at) => ({
      ...{ trial: number, runId: runId ?? '', state, value },
      best: best[at] ?? null,
    })),
  };
}
