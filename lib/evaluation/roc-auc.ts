import { UserError } from '../errors/index.ts';
import { checkLabels, type Numbers } from './checks.ts';

/**
 * Area under the ROC curve: the chance that a random positive example scores above a random negative one, ties
 * counting half (the Mann-Whitney statistic).
 *
 * @param scores any numbers but NaN, larger meaning more positive
 * @returns null when only one class occurs: then the area is undefined
 */
export function rocAuc(truth: Numbers, scores: Numbers): number | null {
  checkLabels(truth, scores, 'scores');
  for (let i = 0; i < scores.length; i++)
    if (Number.isNaN(scores[i]))
      throw new UserError('A score is a number.', { field: `scores[${i}]`, value: NaN });
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => (scores[a] ?? NaN) - (scores[b] ?? NaN));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    const score = scores[order[start] ?? 0];
    let end = start;
    let positivesHere = 0;
    while (end < order.length && scores[order[end] ?? 0] === score)
      positivesHere += truth[order[end++] ?? 0] ?? 0;
    rankSum += (positivesHere * (start + 1 + end)) / 2; // tied scores share the mean of their ranks
    positives += positivesHere;
    start = end;
  }
  const negatives = truth.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
