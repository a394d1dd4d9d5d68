import type { Metric, RunRecord } from './schema/run-record.ts';

/** Metrics of several runs as their means, by name; of a single run its own values to the bit. */
export function meanMetrics(runs: readonly RunRecord[]): Record<string, Metric> {
  const names = new Set(runs.flatMap((run) => Object.keys(run.metrics)));
  const means: Record<string, Metric> = {};
  for (const name of [...names].sort()) {
    const all = runs.flatMap((run) => run.metrics[name] ?? []);
    const first = all[0];
    if (first === undefined) continue;
    const value =
      all.length === 1 ? first.value : all.reduce((sum, each) => sum + each.value, 0) / all.length;
    means[name] = { ...first, value };
  }
  return means;
}
