import {
  metricNames,
  NOISE_LIMIT,
  formatMetric,
  heldOutOf,
  marginOf,
  type RunRecord,
} from 'sentilab/tracking';

/** One metric of one run beside the reference run's. */
export interface MetricCell {
  /** null: the run has no such metric. */
  readonly text: string | null;
  /** With its sign: `+1.4 points`; null for the reference itself and where one of the two is missing. */
  readonly delta: string | null;
  readonly verdict: 'better' | 'worse' | 'equal' | null;
  /** Whether the difference is more than noise; null where that is not known. */
  readonly beyondNoise: boolean | null;
}

export interface MetricRow {
  readonly metric: string;
  readonly direction: 'minimize' | 'maximize';
  readonly cells: readonly MetricCell[];
}

/** Metrics of several runs; the first run is the reference. */
export function metricDeltas(runs: readonly RunRecord[]): MetricRow[] {
  return metricNames(runs).flatMap((metric) => {
    const reference = runs[0];
    const direction = runs.find((run) => run.metrics[metric] !== undefined)?.metrics[metric]?.direction;
    if (reference === undefined || direction === undefined) return [];
    return [{ metric, direction, cells: runs.map((run) => cellOf(run, reference, metric, direction)) }];
  });
}

/** How the significance mark is to be read. */
export const NOISE_NOTE = `A difference in held-out accuracy is called more than noise beyond ${NOISE_LIMIT} standard errors.`;

function cellOf(
  run: RunRecord,
  reference: RunRecord,
  metric: string,
  direction: 'minimize' | 'maximize',
): MetricCell {
  const own = run.metrics[metric];
  const base = reference.metrics[metric];
  const text = own === undefined ? null : formatMetric(own.value, own.unit);
  if (run === reference || own === undefined || base === undefined)
    return { text, delta: null, verdict: null, beyondNoise: null };
  const difference = own.value - base.value;
  const verdict =
    difference === 0 ? 'equal' : difference < 0 === (direction === 'minimize') ? 'better' : 'worse';
  const heldOut = heldOutOf(run);
  const margin = heldOut?.metric === metric ? marginOf(heldOut, heldOutOf(reference)) : null;
  return { text, delta: signed(difference, own.unit), verdict, beyondNoise: margin?.beyondNoise ?? null };
}

function signed(difference: number, unit: string): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  const size = Math.abs(difference);
  return unit === 'fraction'
    ? `${sign}${(100 * size).toFixed(1)} points`
    : `${sign}${formatMetric(size, unit)}`;
}
