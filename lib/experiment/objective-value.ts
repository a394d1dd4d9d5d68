import { FailureError } from '../errors/index.ts';
import type { Metric } from '../tracking/index.ts';

/**
 * The metric that a finished run is judged by.
 *
 * @throws FailureError when the run has no such metric
 */
export function objectiveValue(metrics: Readonly<Record<string, Metric>>, metric: string): number {
  const value = metrics[metric]?.value;
  if (value !== undefined) return value;
  throw new FailureError('The run has no such metric.', {
    field: 'objective.metric',
    value: metric,
    fix: `Known: ${Object.keys(metrics).join(', ')}.`,
  });
}
