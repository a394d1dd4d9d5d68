import { checkLabels, type Numbers } from '../checks.ts';
import { rank } from '../metrics/rank.ts';

/** What is found, and how much of it rightly, from one score on. */
export interface PrecisionRecallPoint {
  /** Positive from this score on. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * The precision-recall curve: one point per distinct score, from the strictest to the one that calls everything
 * positive. Its area is `averagePrecision`, a sum of steps: points must not be joined by straight lines.
 *
 * @param scores any numbers but NaN, larger meaning more positive
 * @returns null when nothing is positive
 */
export function precisionRecallCurve(
  truth: Numbers,
  scores: Numbers,
): readonly PrecisionRecallPoint[] | null {
  checkLabels(truth, scores, 'scores');
  const { order, ends } = rank(scores);
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += truth[i] ?? 0;
  if (positives === 0) return null;
  const points: PrecisionRecallPoint[] = [];
  let found = 0;
  for (let group = ends.length - 1; group >= 0; group--) {
    const start = group === 0 ? 0 : (ends[group - 1] ?? 0);
    for (let at = start; at < (ends[group] ?? 0); at++) found += truth[order[at] ?? 0] ?? 0;
    points.push({
      threshold: scores[order[start] ?? 0] ?? NaN,
      precision: found / (truth.length - start),
      recall: found / positives,
    });
  }
  return points;
}
