import type { Predictor } from '../../inference/index.ts';
import { formatMetric } from '../../tracking/index.ts';
import type { TableContent } from '../host.ts';

/** A loaded model: what it is, what it was trained on and what it reached. */
export function predictorTable({ manifest, hasAttention }: Predictor): TableContent {
  const { config, labels, threshold, data, metrics } = manifest;
  const { kind, ...rest } = config.model;
  const options = Object.entries(rest).filter(([, value]) => typeof value !== 'object');
  return {
    columns: ['', 'value'],
    rows: [
      ['kind', [kind, ...options.map(([name, value]) => `${name} ${String(value)}`)].join(', ')],
      ['classes', `${labels.join(', ')}; ${labels[1]} from ${threshold} on`],
      ['trained on', data.name],
      ['attention', hasAttention ? 'yes: { explain: true } shows it' : 'no'],
      ...Object.entries(metrics).map(([name, metric]) => [name, formatMetric(metric.value, metric.unit)]),
    ],
  };
}
