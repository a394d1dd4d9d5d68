import { formatMetric } from './format-metric.ts';
import { differenceWords } from './groups-verdict.ts';
import { NOISE_LIMIT, marginOf, meanHeldOut } from './held-out.ts';
import { meanInterval, type MeanInterval } from './mean-interval.ts';
import { metricNames } from './metric-names.ts';
import type { RunRecord } from './schema/run-record.ts';

/** One metric of two sets of runs. */
export interface MetricDifference {
  readonly metric: string;
  readonly direction: 'minimize' | 'maximize';
  readonly unit: string;
  readonly a: MeanInterval;
  readonly b: MeanInterval;
  /** B minus A. */
  readonly difference: number;
  /** 95 %; null where nothing can be said of noise. */
  readonly interval: readonly [low: number, high: number] | null;
  /**
   * paired: Student's t over the differences of pairs (same seed and fold); held-out: one model of each on the same number of
   * held-out examples, taken as independent; none: single numbers.
   */
  readonly basis: 'paired' | 'held-out' | 'none';
  readonly pairs: number;
  readonly verdict: 'better' | 'worse' | 'within noise' | 'not known';
}

/** What two runs must share to be a pair. Default: seed and fold. */
export type PairKey = (run: RunRecord) => string;

const seedAndFold: PairKey = ({ run }) => `${run.seed}/${run.fold}`;

/**
 * Two sets of finished runs, metric by metric: B minus A with an interval where the records allow one. Pure.
 *
 * @returns metrics that both have; the objective first
 */
export function compareSets(
  a: readonly RunRecord[],
  b: readonly RunRecord[],
  pairKey: PairKey = seedAndFold,
): MetricDifference[] {
  const [as, bs] = [a, b].map((runs) => runs.filter(({ outcome }) => outcome.kind === 'finished'));
  if (as === undefined || bs === undefined) return [];
  return metricNames([...as, ...bs]).flatMap((metric) => differenceOf(as, bs, metric, pairKey));
}

function differenceOf(
  a: readonly RunRecord[],
  b: readonly RunRecord[],
  metric: string,
  pairKey: PairKey,
): MetricDifference[] {
  const facts = [...a, ...b].flatMap(({ metrics }) => metrics[metric] ?? [])[0];
  const valuesOf = (runs: readonly RunRecord[]): Map<string, number> =>
    new Map(
      runs.flatMap((run) => {
        const value = run.metrics[metric]?.value;
        return value === undefined ? [] : [[pairKey(run), value] as const];
      }),
    );
  const [valuesA, valuesB] = [valuesOf(a), valuesOf(b)];
  const [meanA, meanB] = [meanInterval([...valuesA.values()]), meanInterval([...valuesB.values()])];
  if (facts === undefined || meanA === null || meanB === null) return [];
  const pairs = [...valuesB].flatMap(([key, value]) => {
    const other = valuesA.get(key);
    return other === undefined ? [] : [value - other];
  });
  const paired = meanInterval(pairs);
  const known = {
    metric,
    direction: facts.direction,
    unit: facts.unit,
    a: meanA,
    b: meanB,
    pairs: pairs.length,
  };
  if (paired?.interval != null)
    return [judged({ ...known, difference: paired.mean, interval: paired.interval, basis: 'paired' })];
  const isHeldOut = meanHeldOut(a)?.metric === metric;
  const margin = isHeldOut ? marginOf(meanHeldOut(b), meanHeldOut(a)) : null;
  if (margin !== null) {
    const { difference, standardError } = margin;
    const half = NOISE_LIMIT * standardError;
    return [
      judged({ ...known, difference, interval: [difference - half, difference + half], basis: 'held-out' }),
    ];
  }
  return [judged({ ...known, difference: meanB.mean - meanA.mean, interval: null, basis: 'none' })];
}

function judged(found: Omit<MetricDifference, 'verdict'>): MetricDifference {
  const { interval, difference, direction } = found;
  if (interval === null) return { ...found, verdict: 'not known' };
  if (interval[0] <= 0 && interval[1] >= 0) return { ...found, verdict: 'within noise' };
  return { ...found, verdict: difference < 0 === (direction === 'minimize') ? 'better' : 'worse' };
}

/** `test/accuracy: +1.2 points [0.4, 2.0], better beyond noise (5 pairs)`: the difference in words. */
export function setsVerdict(found: MetricDifference): string {
  const { metric, unit, difference, interval, verdict, basis, pairs, a, b } = found;
  const stats = { n: pairs, mean: difference, sd: null, interval, beyondNoise: false };
  const size = differenceWords({ difference: stats }, unit);
  const words = {
    better: 'better, beyond noise',
    worse: 'worse, beyond noise',
    'within noise': 'within noise: no verdict on which is better',
    'not known': 'one run of each says nothing of noise',
  }[verdict];
  const why =
    basis === 'paired'
      ? `${pairs} pairs`
      : basis === 'held-out'
        ? 'by the size of the held-out part'
        : 'no pairs';
  return `${metric}: ${formatMetric(a.mean, unit)} → ${formatMetric(b.mean, unit)}, ${size}; ${words} (${why}).`;
}
