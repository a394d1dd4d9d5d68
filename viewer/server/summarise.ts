import { isBetter, type Comparison } from 'sentilab/tracking';
import type { ExperimentSummary } from '../src/api-types.ts';
import type { ExperimentIndex } from './index/experiment-index.ts';

/** So many points are enough for a line as wide as a thumb. */
const SPARK_POINTS = 40;

/** What the list of experiments shows of one. */
export function summarise(name: string, index: ExperimentIndex): ExperimentSummary {
  const { experiment, comparison, problems, size, lastRunAt } = index.facts();
  const winner = comparison?.winner ?? null;
  const metric = comparison?.objective?.metric ?? '';
  return {
    name,
    title: experiment?.title ?? name,
    state: experiment?.state ?? 'unknown',
    runs: size,
    samplers: comparison?.samplers.map(({ sampler }) => sampler) ?? [],
    winner:
      winner === null
        ? null
        : { sampler: winner.sampler, metric, value: winner.value, unit: winner.metrics[metric]?.unit ?? '' },
    testAccuracy: winner?.testAccuracy ?? null,
    lastRunAt,
    problems: problems.length,
    bestSoFar: bestSoFar(comparison),
  };
}

/** The best of all samplers after their first, second, … trial. */
function bestSoFar(comparison: Comparison | null): number[] {
  const objective = comparison?.objective;
  if (comparison === null || objective == null) return [];
  const length = Math.max(0, ...comparison.samplers.map(({ bestSoFar: points }) => points.length));
  const line: number[] = [];
  let best: number | null = null;
  for (let i = 0; i < length; i++) {
    for (const { bestSoFar: points } of comparison.samplers) {
      const value = points[i]?.best ?? null;
      if (value !== null && (best === null || isBetter(value, best, objective.direction))) best = value;
    }
    if (best !== null) line.push(best);
  }
  if (line.length <= SPARK_POINTS) return line;
  return Array.from(
    { length: SPARK_POINTS },
    (_, i) => line[Math.round((i * (line.length - 1)) / (SPARK_POINTS - 1))] ?? 0,
  );
}
