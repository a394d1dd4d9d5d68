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

/** `validation/loss (nats, lower is better)` */
export function metricTitle({ name, direction, unit }: MetricFacts): string {
  const way = direction === null ? '' : direction === 'minimize' ? 'lower is better' : 'higher is better';
  const inside = [unit === 'fraction' ? '' : unit, way].filter(Boolean).join(', ');
  return inside === '' ? name : `${name} (${inside})`;
}

/** How plotly writes values of a unit: fractions as percent. */
export function tickFormat(unit: string): string {
  return unit === 'fraction' ? '.1%' : '.4~g';
}
