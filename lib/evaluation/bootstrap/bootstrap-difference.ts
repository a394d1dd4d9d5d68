import { parseConfig } from '../../config/index.ts';
import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import type { MetricDefinition } from '../metrics/metric.ts';
import { WeightedSample, type ScoredExamples } from '../metrics/scored-examples.ts';
import type { Interval } from '../wilson-interval.ts';
import { bootstrapConfigSchema, type BootstrapConfigInput } from './config.ts';
import { bcaInterval, percentileInterval } from './interval-of-replicates.ts';
import { jackknifeValues } from './jackknife.ts';
import { createResampler } from './resampler.ts';

/** What one model's metric is above another's, on the same examples. */
export interface MetricDifference {
  readonly metric: string;
  /** First minus second. */
  readonly difference: number;
  readonly interval: Interval;
  /**
   * Two-sided: how often the resampled difference lies on the other side of 0, twice; at least 2 / (resamples + 1),
   * because nothing smaller was looked for (Davison & Hinkley 1997).
   */
  readonly p: number;
}

/**
 * Paired bootstrap of a difference: both models see the same resamples, so that what is hard for both cancels out.
 *
 * @param first and `second` must hold the same examples in the same order
 * @returns null where the metric is not defined on these examples
 */
export function bootstrapDifference(
  first: ScoredExamples,
  second: ScoredExamples,
  metric: MetricDefinition,
  config: BootstrapConfigInput,
  rng: Rng,
): MetricDifference | null {
  if (first.length !== second.length || first.truth.some((label, i) => label !== second.truth[i]))
    throw new UserError('Two models are compared on the same examples in the same order.', {
      field: 'second',
      fix: 'Predict the same examples with both.',
    });
  const { resamples, confidence, method, stratified } = parseConfig(
    bootstrapConfigSchema,
    config,
    'bootstrap',
  );
  const [a, b] = [metric.value(first.all()), metric.value(second.all())];
  if (a === null || b === null) return null;
  const draw = createResampler(first.length, rng, stratified ? { strata: first.truth } : {});
  const differences: number[] = [];
  for (let n = 0; n < resamples; n++) {
    const weights = draw();
    const x = metric.value(new WeightedSample(first, weights));
    const y = metric.value(new WeightedSample(second, weights));
    if (x !== null && y !== null) differences.push(x - y);
  }
  if (differences.length < 2) return null;
  const difference = a - b;
  const [left = [], right = []] =
    method === 'bca' ? [first, second].map((each) => jackknifeValues(each, [metric])[0] ?? []) : [];
  // Without an example one of them may be undefined; then there is nothing to correct with.
  const jackknife = left.length === right.length ? left.map((value, i) => value - (right[i] ?? NaN)) : [];
  return {
    metric: metric.name,
    difference,
    interval:
      (method === 'bca' ? bcaInterval(differences, { observed: difference, jackknife }, confidence) : null) ??
      percentileInterval(differences, confidence),
    p: twoSided(differences),
  };
}

function twoSided(differences: readonly number[]): number {
  const atMost = differences.filter((value) => value <= 0).length;
  const atLeast = differences.filter((value) => value >= 0).length;
  return Math.min(1, (2 * (Math.min(atMost, atLeast) + 1)) / (differences.length + 1));
}
