import { WeightedSample, type ScoredExamples } from '../metrics/scored-examples.ts';
import type { MetricDefinition } from '../metrics/metric.ts';

/** More left-out parts than this bring nothing: the skewness they estimate is known well enough. */
const MOST_BLOCKS = 500;

/**
 * Each metric's values with a part of the examples left out, every example in exactly one part: single examples up to
 * 500, beyond that 500 interleaved blocks. The acceleration of a BCa interval needs the skewness only, which blocks of
 * equal size give as well as single examples do.
 *
 * @returns one list per metric; values that are not defined are left out
 */
export function jackknifeValues(
  examples: ScoredExamples,
  metrics: readonly MetricDefinition[],
): readonly (readonly number[])[] {
  const blocks = Math.min(examples.length, MOST_BLOCKS);
  const values = metrics.map((): number[] => []);
  if (examples.length < 2) return values;
  const weights = new Float64Array(examples.length);
  for (let block = 0; block < blocks; block++) {
    weights.fill(1);
    for (let i = block; i < weights.length; i += blocks) weights[i] = 0;
    const sample = new WeightedSample(examples, weights);
    metrics.forEach((metric, at) => {
      const value = metric.value(sample);
      if (value !== null) values[at]?.push(value);
    });
  }
  return values;
}
