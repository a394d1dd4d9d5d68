import { formatMetric, runLabel, type RunRecord } from '../../tracking/index.ts';
import type { TableContent } from '../host.ts';

/** A run's record: its metrics, with parameters and end below. */
export function recordTable(record: RunRecord): TableContent {
  const rows = Object.entries(record.metrics).map(([name, metric]) => [
    name,
    formatMetric(metric.value, metric.unit),
  ]);
  const params = Object.entries(record.trial?.params ?? {}).map(([name, value]) => `${name} ${value}`);
  const { outcome, timing } = record;
  const end = outcome.kind === 'failed' ? `failed: ${outcome.error.message}` : outcome.kind;
  const facts = [runLabel(record), end, `${timing.cpuSeconds.toFixed(1)} s of CPU time`, ...params];
  return { columns: ['metric', 'value'], rows, caption: facts.join(' · ') };
}
