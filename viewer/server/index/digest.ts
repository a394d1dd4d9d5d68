import type { RunRecord } from 'sentilab/tracking';

/** Epoch, step, seconds and CPU seconds come before the metrics in every row of a digest's curves. */
export const CURVE_FIXED = 4;

/** What the views of many runs need of one record: small enough to keep tens of thousands. */
export interface Digest {
  /** The record without epochs, examples, findings and artifacts, and with the model's kind as all of its configuration. */
  readonly record: RunRecord;
  /** Names of the metrics that its epochs have. */
  readonly curveMetrics: readonly string[];
  /** One row per epoch: the fixed numbers, then `curveMetrics` (NaN: none). */
  readonly curves: Float64Array;
}

/** Lets equal objects and strings be one: what runs of a sweep share is kept once. */
export type Intern = <T>(value: T) => T;

/** Remembers what it was given, by content. */
export function interner(): Intern {
  const known = new Map<string, unknown>();
  return <T>(value: T): T => {
    const key = JSON.stringify(value);
    if (!known.has(key)) known.set(key, value);
    return known.get(key) as T;
  };
}

/** Keeps of a record what tables and plots of many runs show. */
export function digestOf(record: RunRecord, intern: Intern): Digest {
  const names = intern([...new Set(record.epochs.flatMap(({ metrics }) => Object.keys(metrics)))]);
  const width = CURVE_FIXED + names.length;
  const curves = new Float64Array(record.epochs.length * width);
  record.epochs.forEach(({ epoch, step, seconds, cpuSeconds, metrics }, i) => {
    curves.set([epoch, step, seconds, cpuSeconds], i * width);
    names.forEach((name, m) => (curves[i * width + CURVE_FIXED + m] = metrics[name] ?? NaN));
  });
  const model = record.config['model'];
  const kind = typeof model === 'object' && model !== null && 'kind' in model ? { kind: model.kind } : {};
  const { findings: _findings, ...kept } = record;
  return {
    record: {
      ...kept,
      study: intern(record.study),
      objective: record.objective,
      epochs: [],
      confusion: record.confusion && { ...record.confusion, examples: [] },
      config: intern({ model: kind }),
      data: intern(record.data),
      environment: intern(record.environment),
      artifacts: record.artifacts.filter(({ kind: what }) => what === 'model'),
    },
    curveMetrics: names,
    curves,
  };
}
