import type { RunRecord } from './schema/run-record.ts';

/** Names of all metrics that runs have: objective, accuracies, the others by name, and last the bounds of intervals. */
export function metricNames(runs: readonly RunRecord[]): string[] {
  const objectives = runs.filter(({ study }) => study !== null).map((run) => run.objective.metric);
  const first = [...new Set([...objectives, 'test/accuracy', 'validation/accuracy'])];
  const rank = (name: string): number =>
    first.includes(name) ? first.indexOf(name) : first.length + (/(Low|High)$/.test(name) ? 1 : 0);
  const names = [...new Set([...objectives, ...runs.flatMap((run) => Object.keys(run.metrics))])];
  return names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
