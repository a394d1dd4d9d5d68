import type { EpochRecord, Metric } from '../tracking/index.ts';

/**
 * The numbers of an epoch as metrics of a run that went no further: losses are in nats and less is better, everything else is
 * a share and more is better.
 */
export function epochMetrics(values: EpochRecord['metrics']): Record<string, Metric> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name.endsWith('/loss')
        ? { value, direction: 'minimize', unit: 'nats' }
        : { value, direction: 'maximize', unit: 'fraction' },
    ]),
  );
}
