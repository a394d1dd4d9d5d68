import { checkBinary, type Numbers } from '../checks.ts';
import { rank, type Ranking } from '../metrics/rank.ts';
import { UserError } from '../../errors/index.ts';

/** What happens when only predictions at least this sure are accepted. */
export interface RiskCoveragePoint {
  /** Smallest confidence that is accepted. */
  readonly confidence: number;
  /** Share of the examples that are answered, 0 … 1. */
  readonly coverage: number;
  /** Share of wrong answers among them, 0 … 1. */
  readonly risk: number;
}

/** The risk-coverage curve and its area. */
export interface RiskCoverage {
  /** One point per distinct confidence, the surest first. */
  readonly points: readonly RiskCoveragePoint[];
  /** Area: mean of the risk over the k surest, k = 1 … n. */
  readonly aurc: number;
  /** What the area exceeds that of a confidence that ranks every right answer above every wrong one; ≥ 0. */
  readonly excess: number;
}

/**
 * Risk and coverage of a classifier that may decline to answer (Geifman & El-Yaniv 2017; excess area: Geifman et al.
 * 2019). Equally sure predictions have no order among them: the area is the mean over all their orders, so that it
 * does not depend on the order of the examples.
 *
 * @param wrong 1 where the prediction is wrong, 0 where it is right
 * @param confidence any number but NaN, larger meaning surer
 */
export function riskCoverage(wrong: Numbers, confidence: Numbers): RiskCoverage {
  checkBinary(wrong, 'wrong');
  if (wrong.length === 0 || wrong.length !== confidence.length)
    throw new UserError(`There must be one value per prediction (${wrong.length}), and at least one.`, {
      field: 'confidence',
      value: confidence.length,
    });
  const ranking = rank(confidence, 'confidence');
  const points: RiskCoveragePoint[] = [];
  let errors = 0;
  for (let group = ranking.ends.length - 1; group >= 0; group--) {
    const start = group === 0 ? 0 : (ranking.ends[group - 1] ?? 0);
    for (let at = start; at < (ranking.ends[group] ?? 0); at++) errors += wrong[ranking.order[at] ?? 0] ?? 0;
    const answered = wrong.length - start;
    points.push({
      confidence: confidence[ranking.order[start] ?? 0] ?? NaN,
      coverage: answered / wrong.length,
      risk: errors / answered,
    });
  }
  const aurc = areaUnderRiskCoverage((i) => wrong[i] ?? 0, ranking, null);
  return { points, aurc, excess: Math.max(0, aurc - smallestArea(wrong.length, errors)) };
}

/**
 * The area alone, with whole-number weights.
 *
 * @param wrongAt 1 where prediction i is wrong, else 0
 * @param weights null: each once
 */
export function areaUnderRiskCoverage(
  wrongAt: (index: number) => number,
  { order, ends }: Ranking,
  weights: Float64Array | null,
): number {
  let answered = 0;
  let errors = 0;
  let sum = 0;
  for (let group = ends.length - 1; group >= 0; group--) {
    const start = group === 0 ? 0 : (ends[group - 1] ?? 0);
    let here = 0;
    let errorsHere = 0;
    for (let at = start; at < (ends[group] ?? 0); at++) {
      const i = order[at] ?? 0;
      const weight = weights === null ? 1 : (weights[i] ?? 0);
      here += weight;
      if (weight > 0) errorsHere += weight * wrongAt(i);
    }
    // Among equals the expected number of errors grows evenly.
    for (let k = 1; k <= here; k++) sum += (errors + (errorsHere * k) / here) / (answered + k);
    answered += here;
    errors += errorsHere;
  }
  return sum / answered;
}

/** Area when all right answers come first. */
function smallestArea(examples: number, errors: number): number {
  let sum = 0;
  for (let k = examples - errors + 1; k <= examples; k++) sum += (k - (examples - errors)) / k;
  return sum / examples;
}
