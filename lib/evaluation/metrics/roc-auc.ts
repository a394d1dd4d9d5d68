import { checkLabels, type Numbers } from '../checks.ts';
import type { MetricDefinition } from './metric.ts';
import { rank, type Ranking } from './rank.ts';

/**
 * Area under the ROC curve: the chance that a random positive example scores above a random negative one, ties
 * counting half (the Mann-Whitney statistic).
 *
 * @param scores any numbers but NaN, larger meaning more positive
 * @returns null when only one class occurs: then the area is undefined
 */
export function rocAuc(truth: Numbers, scores: Numbers): number | null {
  checkLabels(truth, scores, 'scores');
  return areaOf(truth, rank(scores), null);
}

function areaOf(truth: Numbers, { order, ends }: Ranking, weights: Float64Array | null): number | null {
  let positives = 0;
  let negatives = 0;
  let pairs = 0; // (positive, negative) in the right order, tied ones half
  let at = 0;
  for (const end of ends) {
    let positivesHere = 0;
    let negativesHere = 0;
    for (; at < end; at++) {
      const i = order[at] ?? 0;
      const weight = weights === null ? 1 : (weights[i] ?? 0);
      if (truth[i] === 1) positivesHere += weight;
      else negativesHere += weight;
    }
    pairs += positivesHere * (negatives + negativesHere / 2);
    positives += positivesHere;
    negatives += negativesHere;
  }
  return positives === 0 || negatives === 0 ? null : pairs / (positives * negatives);
}

/** Chance that a positive example scores above a negative one. */
export const rocAucMetric: MetricDefinition = {
  name: 'rocAuc',
  title: 'ROC-AUC',
  direction: 'maximize',
  unit: 'fraction',
  range: [0, 1],
  value: ({ examples, weights }) => areaOf(examples.truth, examples.byProbability, weights),
};
