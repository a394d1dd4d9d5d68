import { COMPARISON_VERSION, type Comparison, type SamplerSummary } from '../../tracking/index.ts';
import { bestSoFar, type Study } from '../../tuning/index.ts';
import type { ExperimentResults } from './experiment-results.ts';

/** What of a study a plot reads, whatever its parameters are. */
export type StudyView = Pick<Study, 'id' | 'metric' | 'direction' | 'trials' | 'space'>;

/** What has a history: results, a study of one's own loop, or several of them by name. */
export type Searches = ExperimentResults | StudyView | Readonly<Record<string, StudyView>>;

/** The searches in the form in which a sweep's are compared. */
export function comparisonOf(searches: Searches): Comparison {
  if (isResults(searches)) return searches.comparison;
  const named = isStudy(searches) ? { [searches.id]: searches } : searches;
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

export function isStudy(value: object): value is StudyView {
  return 'trials' in value && 'space' in value;
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
