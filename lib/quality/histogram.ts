import { z } from 'zod';

/** Counts between edges: `counts[i]` values lie in [edges[i], edges[i + 1]), the last bin includes its upper edge. */
export const histogramSchema = z.strictObject({
  /** What is counted, with its unit. */
  label: z.string(),
  /** Ascending, one more than counts. */
  edges: z.array(z.number()),
  counts: z.array(z.int().min(0)),
});
/** See `histogramSchema`. */
export type Histogram = Readonly<z.infer<typeof histogramSchema>>;

/** Counts values between ascending edges; values outside are left out. */
export function histogram(label: string, values: Iterable<number>, edges: readonly number[]): Histogram {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  const first = edges[0] ?? NaN;
  const last = edges[edges.length - 1] ?? NaN;
  for (const value of values) {
    if (!(value >= first && value <= last)) continue;
    const bin = value === last ? counts.length - 1 : binOf(value, edges);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { label, edges: [...edges], counts };
}

/** Binary search for the bin whose lower edge is the last one not above the value. */
function binOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? NaN) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** `bins + 1` edges at equal distances. */
export function evenEdges(low: number, high: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, i) =>
    Number((low + ((high - low) * i) / bins).toPrecision(12)),
  );
}
