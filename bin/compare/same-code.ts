import type { RunRecord } from 'sentilab/tracking';
import type { Results } from 'sentilab/tracking/node';
import { commitOf, revisionsOf } from './resolve.ts';

/** Two revisions that train alike: what one found, the other need not train again. */
export interface SameCode {
  readonly a: string;
  readonly b: string;
  /** Finished runs of the one that has some. */
  readonly runs: number;
}

/**
 * Whether `B` has no run of its own because a sweep on it found every result again: it is checked out, and what its trials run through
 * is what `A`'s ran through. (An edited page, plot or text.) Then there is nothing to compare, and nothing is wrong.
 *
 * @param codeHere hash of the code that trials of the checked-out sources run through
 * @returns null where that is not so
 */
export async function sameCode(
  results: Results,
  first: string,
  second: string | undefined,
  codeHere: () => Promise<string>,
): Promise<SameCode | null> {
  const [a, b] = revisionsOf(first, second) ?? [];
  if (a === undefined || b === undefined) return null;
  const [commitA, commitB] = [commitOf(a), commitOf(b)];
  if (commitA === null || commitB === null || commitB !== commitOf('HEAD')) return null;
  const all = results.listExperiments().flatMap((name) => results.readRuns(name).runs);
  const of = (commit: string): RunRecord[] =>
    all.filter(
      ({ environment, outcome }) => outcome.kind === 'finished' && environment.gitCommit?.startsWith(commit),
    );
  const [runsA, runsB] = [of(commitA), of(commitB)];
  if (runsA.length === 0 || runsB.length > 0 || commitA === commitB) return null;
  const here = await codeHere();
  return runsA.some(({ code }) => code === here) ? { a, b, runs: runsA.length } : null;
}

/** What is said of it, in a terminal and in a comment. */
export function sameCodeText({ a, b, runs }: SameCode): string {
  return `${b} trains with the same code as ${a}: the results of its ${runs} finished runs are those of ${b} too, nothing was trained again.\n`;
}
