import type { ExperimentRead } from 'sentilab/tracking/node';
import type { ExperimentSummary } from '../src/api-types.ts';

/** What the list of experiments shows of one. */
export function summarise({
  name,
  experiment,
  runs,
  comparison,
  problems,
}: ExperimentRead): ExperimentSummary {
  const winner = comparison?.winner ?? null;
  const metric = comparison?.objective?.metric ?? '';
  return {
    name,
    title: experiment?.title ?? name,
    state: experiment?.state ?? 'unknown',
    runs: runs.length,
    samplers: comparison?.samplers.map(({ sampler }) => sampler) ?? [],
    winner:
      winner === null
        ? null
        : { sampler: winner.sampler, metric, value: winner.value, unit: winner.metrics[metric]?.unit ?? '' },
    testAccuracy: winner?.testAccuracy ?? null,
    lastRunAt: runs[runs.length - 1]?.timing.startedAt ?? null,
    problems: problems.length,
  };
}
