import { compareGroups, type GroupOptions } from './groups.ts';
import { marginOf, meanHeldOut } from './held-out.ts';
import { meanMetrics } from './mean-metrics.ts';
import {
  COMPARISON_VERSION,
  type Baseline,
  type BestTrial,
  type Comparison,
  type HistoryPoint,
  type Margin,
  type SamplerSummary,
  type Winner,
} from './schema/comparison.ts';
import type { RunRecord } from './schema/run-record.ts';
import { trialsOf, type Trial } from './trials.ts';
import { verdictOf } from './verdict.ts';

type Objective = NonNullable<Comparison['objective']>;

/** What to compare. */
export interface CompareOptions {
  readonly experiment: string;
  /** Only these studies, in this order; default: every study met in the runs. */
  readonly studies?: readonly string[];
  /** Set for a comparison: which runs are repetitions of each other. */
  readonly groups?: GroupOptions;
}

/**
 * Compares the searches of one experiment: what each sampler found, the winner by the objective, and how its held-out
 * accuracy stands to the others' and to the linear baseline. Pure: the same records give the same comparison.
 * Pruned trials are counted but never win: their value is of an unfinished training.
 */
export function compareRuns(runs: readonly RunRecord[], options: CompareOptions): Comparison {
  const searched = runs.filter(
    (run) => run.study !== null && (options.studies?.includes(run.study.id) ?? true),
  );
  const first = searched[0];
  const objective: Objective | null =
    first === undefined ? null : { metric: first.objective.metric, direction: first.objective.direction };
  // Numbers of different objectives cannot stand in one order: the first run's objective is the experiment's.
  const comparable = searched.filter((run) => run.objective.metric === objective?.metric);
  const order = options.studies ?? [...new Set(comparable.flatMap((run) => run.study?.id ?? []))];
  const trials = trialsOf(comparable);
  const samplers =
    objective === null
      ? []
      : order.flatMap((id) =>
          summarise(
            trials.filter(({ studyId }) => studyId === id),
            objective,
          ),
        );
  const baseline = baselineOf(runs, comparable);
  const winner = objective === null ? null : winnerOf(samplers, objective, runs);
  const margins = marginsOf(winner, samplers, baseline);
  const groups = options.groups === undefined ? null : compareGroups(comparable, options.groups);
  const facts = { experiment: options.experiment, objective, samplers, baseline, winner, margins, groups };
  return { schemaVersion: COMPARISON_VERSION, ...facts, verdict: verdictOf(facts) };
}

/** Whether `a` is better than `b` in the direction. */
export function isBetter(a: number, b: number, direction: 'minimize' | 'maximize'): boolean {
  return direction === 'minimize' ? a < b : a > b;
}

function summarise(trials: readonly Trial[], objective: Objective): SamplerSummary[] {
  const first = trials[0];
  if (first === undefined) return [];
  const count = (state: Trial['state']): number => trials.filter((trial) => trial.state === state).length;
  return [
    {
      sampler: first.sampler,
      studyId: first.studyId,
      seed: first.studySeed,
      trials: { finished: count('finished'), pruned: count('pruned'), failed: count('failed') },
      proposedByModel: trials.filter(({ proposedBy }) => proposedBy === 'model').length,
      cpuSeconds: trials
        .flatMap(({ attempts }) => attempts)
        .reduce((sum, run) => sum + run.timing.cpuSeconds, 0),
      best: bestOf(trials, objective),
      bestSoFar: historyOf(trials, objective),
    },
  ];
}

function bestOf(trials: readonly Trial[], objective: Objective): BestTrial | null {
  let best: { readonly trial: Trial; readonly value: number } | null = null;
  for (const trial of trials) {
    if (trial.state !== 'finished' || trial.value === null) continue;
    if (best === null || isBetter(trial.value, best.value, objective.direction))
      best = { trial, value: trial.value };
  }
  if (best === null) return null;
  const { trial, value } = best;
  const finished = trial.runs.filter((run) => run.outcome.kind === 'finished');
  const bestRun = finished.reduce((a, b) =>
    isBetter(b.objective.value ?? NaN, a.objective.value ?? NaN, objective.direction) ? b : a,
  );
  return {
    runId: bestRun.id,
    trial: trial.number,
    runs: finished.length,
    value,
    params: trial.params,
    metrics: meanMetrics(finished),
    heldOut: meanHeldOut(finished),
  };
}

function historyOf(trials: readonly Trial[], objective: Objective): HistoryPoint[] {
  let best: number | null = null;
  return trials.map((trial) => {
    if (trial.state === 'finished' && trial.value !== null)
      if (best === null || isBetter(trial.value, best, objective.direction)) best = trial.value;
    const runId = trial.runs[trial.runs.length - 1]?.id ?? '';
    return { trial: trial.number, runId, state: trial.state, value: trial.value, best };
  });
}

/**
 * The last finished run outside a search that saw the same data and split; the linear NB-SVM goes before any other. Over
 * the folds of a cross-validation the means of one run each.
 */
function baselineOf(runs: readonly RunRecord[], searched: readonly RunRecord[]): Baseline | null {
  const last = searched[searched.length - 1];
  const seen = last !== undefined && last.run.fold > 0 ? searched : last === undefined ? [] : [last];
  const splits = new Set(seen.map(({ data }) => `${data.fingerprint}/${data.split.fingerprint}`));
  const outside = runs.filter(
    ({ study, outcome, data }) =>
      study === null &&
      outcome.kind === 'finished' &&
      (last === undefined || splits.has(`${data.fingerprint}/${data.split.fingerprint}`)),
  );
  const linear = outside.filter((run) => modelKind(run) === 'nbsvm');
  const found = linear.length > 0 ? linear : outside;
  const run = found[found.length - 1];
  if (run === undefined) return null;
  const folds = [...new Map(found.map((each) => [each.run.fold, each])).values()];
  const behind = run.run.fold > 0 ? folds : [run];
  return {
    runId: run.id,
    name: modelKind(run) ?? 'baseline',
    metrics: behind.length === 1 ? run.metrics : meanMetrics(behind),
    heldOut: meanHeldOut(behind),
  };
}

/** `kind` of the model in a run's configuration: "bilstm", "nbsvm"; null when it has none. */
export function modelKind(run: RunRecord): string | null {
  const model = run.config['model'];
  if (typeof model !== 'object' || model === null || !('kind' in model)) return null;
  return typeof model.kind === 'string' ? model.kind : null;
}

function winnerOf(
  samplers: readonly SamplerSummary[],
  objective: Objective,
  runs: readonly RunRecord[],
): Winner | null {
  let winner: { readonly summary: SamplerSummary; readonly best: BestTrial } | null = null;
  for (const summary of samplers) {
    const { best } = summary;
    if (best === null) continue;
    if (winner === null || isBetter(best.value, winner.best.value, objective.direction))
      winner = { summary, best };
  }
  if (winner === null) return null;
  const { summary, best } = winner;
  const record = runs.find(({ id }) => id === best.runId);
  const artifact = record?.artifacts.find(({ kind }) => kind === 'model');
  return {
    ...best,
    sampler: summary.sampler,
    studyId: summary.studyId,
    model: artifact === undefined ? null : artifact.path.replace(/\/(model\.json)?$/, ''),
    testAccuracy: best.metrics['test/accuracy']?.value ?? null,
  };
}

function marginsOf(
  winner: Winner | null,
  samplers: readonly SamplerSummary[],
  baseline: Baseline | null,
): Margin[] {
  if (winner === null) return [];
  const others = samplers
    .filter(({ studyId, best }) => studyId !== winner.studyId && best !== null)
    .map(({ sampler, best }) => ({
      against: sampler,
      kind: 'sampler' as const,
      heldOut: best?.heldOut ?? null,
    }));
  const all: { against: string; kind: Margin['kind']; heldOut: Winner['heldOut'] }[] = [...others];
  if (baseline !== null) all.push({ against: baseline.name, kind: 'baseline', heldOut: baseline.heldOut });
  return all.flatMap(({ against, kind, heldOut }) => {
    const margin = marginOf(winner.heldOut, heldOut);
    return margin === null ? [] : [{ against, kind, ...margin }];
  });
}
