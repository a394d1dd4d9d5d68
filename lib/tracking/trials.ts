import type { RunRecord } from './schema/run-record.ts';

/** One set of parameters with the runs that tried it. */
export interface Trial {
  readonly studyId: string;
  readonly sampler: string;
  readonly studySeed: number;
  readonly number: number;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly proposedBy: 'prior' | 'model';
  /** pruned when one of its runs was pruned (the last fold that was run, say), else finished when one finished, else failed. */
  readonly state: 'finished' | 'pruned' | 'failed';
  /** Mean objective of the runs that came to an end; null when none has a value. */
  readonly value: number | null;
  /** The last attempt of each seed and fold. */
  readonly runs: readonly RunRecord[];
  /** All records, superseded attempts included. */
  readonly attempts: readonly RunRecord[];
}

/**
 * Groups runs into trials: the studies in the order they are first met, trials by number. A run that died and was run
 * again counts once, with its last attempt. Runs outside a search are left out.
 */
export function trialsOf(runs: readonly RunRecord[]): Trial[] {
  const studies = new Map<string, Map<number, RunRecord[]>>();
  for (const run of runs) {
    if (run.study === null || run.trial === null) continue;
    const trials = getOrAdd(studies, run.study.id, () => new Map<number, RunRecord[]>());
    getOrAdd(trials, run.trial.number, () => []).push(run);
  }
  return [...studies.values()].flatMap((trials) =>
    [...trials.entries()].sort(([a], [b]) => a - b).map(([, attempts]) => trialOf(attempts)),
  );
}

function trialOf(attempts: readonly RunRecord[]): Trial {
  const latest = new Map<string, RunRecord>();
  for (const run of attempts) {
    const key = `${run.run.seed}/${run.run.fold}`;
    const known = latest.get(key);
    if (known === undefined || known.run.attempt < run.run.attempt) latest.set(key, run);
  }
  const runs = [...latest.values()];
  const first = runs[0];
  if (first?.study == null || first.trial === null)
    throw new TypeError('A trial has at least one run of a study.');
  const state = stateOf(runs);
  const values = runs
    .filter((run) => state !== 'failed' && run.outcome.kind !== 'failed')
    .flatMap((run) => (run.objective.value === null ? [] : [run.objective.value]));
  return {
    studyId: first.study.id,
    sampler: first.study.sampler,
    studySeed: first.study.seed,
    number: first.trial.number,
    params: first.trial.params,
    proposedBy: first.trial.proposedBy,
    state,
    value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    runs,
    attempts,
  };
}

function stateOf(runs: readonly RunRecord[]): Trial['state'] {
  const kinds = runs.map((run) => run.outcome.kind);
  return kinds.includes('pruned') ? 'pruned' : kinds.includes('finished') ? 'finished' : 'failed';
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
