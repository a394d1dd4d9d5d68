import { checkLabels, type Numbers } from '../checks.ts';
import { rank } from '../metrics/rank.ts';

/** One way to draw the line between negative and positive. */
export interface RocPoint {
  /** Positive from this score on; Infinity calls nothing positive. */
  readonly threshold: number;
  /** Share of the negative examples that are called positive. */
  readonly falsePositiveRate: number;
  /** Share of the positive examples that are found. */
  readonly truePositiveRate: number;
}

/**
 * The ROC curve: one point per distinct score, from (0, 0) to (1, 1).
 *
 * @param scores any numbers but NaN, larger meaning more positive
 * @returns null when only one class occurs
 */
export function rocCurve(truth: Numbers, scores: Numbers): readonly RocPoint[] | null {
  checkLabels(truth, scores, 'scores');
  const { order, ends } = rank(scores);
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += truth[i] ?? 0;
  const negatives = truth.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const points: RocPoint[] = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  let found = 0;
  let wrongly = 0;
  for (let group = ends.length - 1; group >= 0; group--) {
    const start = group === 0 ? 0 : (ends[group - 1] ?? 0);
    for (let at = start; at < (ends[group] ?? 0); at++) {
      if (truth[order[at] ?? 0] === 1) found++;
      else wrongly++;
    }
    points.push({
      threshold: scores[order[start] ?? 0] ?? NaN,
      falsePositiveRate: wrongly / negatives,
      truePositiveRate: found / positives,
    });
  }
  return points;
}
