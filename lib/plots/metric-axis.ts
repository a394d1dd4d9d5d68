import type { RunRecord } from '../tracking/index.ts';

/** What an axis needs to know of a metric. */
export interface MetricFacts {
  readonly name: string;
  readonly direction: 'minimize' | 'maximize' | null;
  readonly unit: string;
}

/** Direction and unit of a metric as the runs state them; the first run that has it decides. */
export function metricFacts(runs: readonly RunRecord[], name: string): MetricFacts {
  for (const run of runs) {
    const metric = run.metrics[name];
    if (metric !== undefined) return { name, direction: metric.direction, unit: metric.unit };
  }
  const objective = runs.find((run) => run.objective.metric === name)?.objective;
  return { name, direction: objective?.direction ?? null, unit: '' };
}

/** `validation/loss, lower is better`; the unit where the numbers do not show it. */
export function metricTitle({ name, direction, unit }: MetricFacts): string {
  const way = direction === null ? '' : `, ${direction === 'minimize' ? 'lower' : 'higher'} is better`;
  const shown = ['', 'fraction', 'nats', 'count'].includes(unit) ? '' : ` in ${unit}`;
  return `${name}${shown}${way}`;
}

/** How plotly writes values of a unit: fractions as percent. */
export function tickFormat(unit: string): string {
  return unit === 'fraction' ? '.1%' : '.4~g';
}
