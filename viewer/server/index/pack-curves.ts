import type { PackedCurves } from '../../src/data/packed.ts';
import { CURVE_FIXED, type Digest } from './digest.ts';
import { base64 } from './pack-runs.ts';

/** One metric's curves of all runs that have it. */
export function packCurves(digests: readonly Digest[], metric: string): PackedCurves {
  const having = digests.filter(
    ({ curveMetrics, curves }) => curveMetrics.includes(metric) && curves.length > 0,
  );
  const counts: number[] = [];
  const columns: number[][] = [[], [], [], []];
  const values: number[] = [];
  for (const { curveMetrics, curves } of having) {
    const width = CURVE_FIXED + curveMetrics.length;
    const at = CURVE_FIXED + curveMetrics.indexOf(metric);
    let count = 0;
    for (let row = 0; row < curves.length; row += width) {
      const value = curves[row + at] ?? NaN;
      if (Number.isNaN(value)) continue;
      columns.forEach((column, fixed) => column.push(curves[row + fixed] ?? NaN));
      values.push(value);
      count++;
    }
    counts.push(count);
  }
  const packed = columns.map((column) => base64(Float64Array.from(column)));
  return {
    metric,
    runs: having.map(({ record }) => record.id),
    counts: base64(Int32Array.from(counts)),
    epochs: packed[0] ?? '',
    steps: packed[1] ?? '',
    seconds: packed[2] ?? '',
    cpuSeconds: packed[3] ?? '',
    values: base64(Float64Array.from(values)),
  };
}
