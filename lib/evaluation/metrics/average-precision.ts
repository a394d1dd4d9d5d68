import { checkLabels, type Numbers } from '../checks.ts';
import type { MetricDefinition } from './metric.ts';
import { rank, type Ranking } from './rank.ts';

/**
 * Area under the precision-recall curve as average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, without the
 * interpolation that would make it too good (Davis & Goadrich 2006). What a coin reaches is the share of positives.
 *
 * @param scores any numbers but NaN, larger meaning more positive
 * @returns null when nothing is positive
 */
export function averagePrecision(truth: Numbers, scores: Numbers): number | null {
  checkLabels(truth, scores, 'scores');
  return areaOf(truth, rank(scores), null);
}

function areaOf(truth: Numbers, { order, ends }: Ranking, weights: Float64Array | null): number | null {
  let found = 0;
  let called = 0;
  let sum = 0;
  for (let group = ends.length - 1; group >= 0; group--) {
    const start = group === 0 ? 0 : (ends[group - 1] ?? 0);
    const before = found;
    for (let at = start; at < (ends[group] ?? 0); at++) {
      const i = order[at] ?? 0;
      const weight = weights === null ? 1 : (weights[i] ?? 0);
      called += weight;
      if (truth[i] === 1) found += weight;
    }
    if (found > before) sum += (found - before) * (found / called);
  }
  return found === 0 ? null : sum / found;
}

/** Area under the precision-recall curve. */
export const averagePrecisionMetric: MetricDefinition = {
  name: 'prAuc',
  title: 'PR-AUC (average precision)',
  direction: 'maximize',
  unit: 'fraction',
  range: [0, 1],
  value: ({ examples, weights }) => areaOf(examples.truth, examples.byProbability, weights),
};
