import { spawnSync } from 'node:child_process';
import { UserError, didYouMean } from 'sentilab/errors';
import { repetitionsOfRun, type PairKey, type RunRecord, type RunSet, type SetPair } from 'sentilab/tracking';
import type { Results } from 'sentilab/tracking/node';

/** The two sets to compare, and what makes two of their runs a pair (undefined: seed and fold). */
export interface ResolvedPair extends SetPair {
  readonly pairKey: PairKey | undefined;
}

/**
 * What `A` and `B` name: an experiment (its best configuration), a run (its configuration's repetitions), or a git
 * revision (all runs of its sources). `main..HEAD` alone names two revisions.
 *
 * @throws UserError for a name that is none of these, and for one without finished runs
 */
export function resolvePair(results: Results, first: string, second: string | undefined): ResolvedPair {
  const names = revisionsOf(first, second);
  if (names === null)
    throw new UserError('Two things are compared.', {
      field: 'B',
      fix: 'Give two experiments, runs or revisions, or a range such as main..HEAD.',
    });
  const [nameA, nameB] = names;
  const [a, b] = [resolve(results, nameA), resolve(results, nameB)];
  const byRevision = a.kind === 'revision' && b.kind === 'revision';
  return { a, b, pairKey: byRevision ? sameTraining : undefined };
}

/** The two names; a range `A..B` alone is two. null: there is only one. */
export function revisionsOf(first: string, second: string | undefined): [a: string, b: string] | null {
  if (second !== undefined) return [first, second];
  const [, a, b] = /^(.+?)\.\.(.+)$/.exec(first) ?? [];
  return a === undefined || b === undefined ? null : [a, b];
}

/** Runs of two revisions are pairs when they trained the same: experiment, parameters, seed and fold. */
const sameTraining: PairKey = ({ experiment, trial, run }) =>
  JSON.stringify([experiment, Object.entries(trial?.params ?? {}).sort(), run.seed, run.fold]);

function resolve(results: Results, name: string): RunSet & { readonly kind: 'configuration' | 'revision' } {
  const experiments = results.listExperiments();
  if (experiments.includes(name)) {
    const { runs, comparison } = results.read(name);
    const winner = comparison?.winner ?? null;
    const best = runs.find(({ id }) => id === winner?.runId) ?? runs.find(({ study }) => study === null);
    return nonEmpty(
      `${name} (best)`,
      best === undefined ? [] : repetitionsOfRun(best, runs),
      'configuration',
      name,
    );
  }
  const all = experiments.flatMap((experiment) => results.readRuns(experiment).runs);
  const started = all.filter(({ id }) => id.startsWith(name));
  const exact = started.find(({ id }) => id === name) ?? (started.length === 1 ? started[0] : undefined);
  if (exact !== undefined) return nonEmpty(exact.id, repetitionsOfRun(exact, all), 'configuration', name);
  const commit = commitOf(name);
  if (commit !== null) {
    const own = all.filter(({ environment }) => environment.gitCommit?.startsWith(commit) === true);
    return nonEmpty(`${name} (${commit.slice(0, 8)})`, own, 'revision', name);
  }
  throw new UserError('There is no experiment, run or git revision of this name.', {
    field: 'compare',
    value: name,
    fix: didYouMean(name, experiments),
  });
}

function nonEmpty<K extends string>(title: string, runs: readonly RunRecord[], kind: K, name: string) {
  const finished = runs.filter(({ outcome }) => outcome.kind === 'finished');
  if (finished.length === 0)
    throw new UserError('None of its runs has finished.', {
      field: 'compare',
      value: name,
      fix:
        kind === 'revision' ? 'Check it out and run npm run sweep there first.' : 'Run npm run sweep first.',
    });
  return { title, runs: finished, kind };
}

/** The commit that a name stands for in git; null when it is none. */
export function commitOf(name: string): string | null {
  if (name.startsWith('-')) return null; // would be an option of git's
  const found = spawnSync('git', ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], {
    encoding: 'utf8',
  });
  return found.status === 0 ? found.stdout.trim() : null;
}
