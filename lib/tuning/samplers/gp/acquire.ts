import type { Rng } from '../../../random/index.ts';
import type { Params } from '../../params.ts';
import { SobolSequence } from '../sobol/sequence.ts';
import type { Encoding } from './encoding.ts';
import { logExpectedImprovement } from './log-ei.ts';
import { minimize } from './minimize.ts';
import type { Posterior, Prediction } from './posterior.ts';

/** How thoroughly the next trial is searched for. */
const SPREAD_POINTS = 256;
const NEAR_POINTS = 128;
const STARTS = 6;
const ROUNDS = 4;
const STEPS = 30;
/** Whole numbers with more values than this move like real ones, and are rounded afterwards. */
const FEW = 24;

/** A row with its logarithm of expected improvement. */
interface Candidate {
  readonly row: Float64Array;
  readonly score: number;
}

/** What the search for the next trial stands on. */
export interface Acquisition<P extends Params> {
  readonly encoding: Encoding<P>;
  readonly posterior: Posterior;
  /** The mean to improve on. */
  readonly best: number;
  /** Rows of the best trials, the best first: the search looks around them. */
  readonly incumbents: readonly Float64Array[];
  /** Whether a trial may be suggested: it keeps the constraints and was not tried in a finite space. */
  readonly mayTry: (params: P) => boolean;
}

/**
 * The trial of the largest expected improvement that was found: of points spread over the space and points near the best
 * trials, the most promising ones climb, real numbers by the gradient and the others value by value in turn.
 *
 * @returns null when no allowed point was found
 */
export function acquire<P extends Params>(acquisition: Acquisition<P>, rng: Rng): P | null {
  const { encoding, mayTry } = acquisition;
  const scored = starts(acquisition, rng)
    .map((row) => ({ row, score: scoreOf(acquisition, row) }))
    .sort((a, b) => b.score - a.score);
  const climbed = different(scored, STARTS).map((start) => climb(acquisition, start));
  for (const { row } of [...climbed, ...scored].sort((a, b) => b.score - a.score)) {
    const params = encoding.params(row);
    if (mayTry(params)) return params;
  }
  return null;
}

function starts<P extends Params>({ encoding, incumbents }: Acquisition<P>, rng: Rng): Float64Array[] {
  const d = encoding.features.length;
  const sequence = new SobolSequence(d, rng);
  const rows = Array.from({ length: SPREAD_POINTS }, (_, n) => encoding.rowOfUnit(sequence.point(n)));
  for (let i = 0; i < NEAR_POINTS && incumbents.length > 0; i++) {
    const near = Float64Array.from(incumbents[i % incumbents.length] as Float64Array);
    // From the whole neighbourhood down to the last digits.
    const scale = 0.2 * 10 ** (-3 * rng.float());
    for (let f = 0; f < d; f++) {
      if (encoding.features[f] === 'category') {
        if (rng.float() < 1 / d) near[f] = rng.int(0, (encoding.counts[f] ?? 1) - 1);
      } else near[f] = Math.min(1, Math.max(0, (near[f] as number) + scale * rng.normal()));
    }
    rows.push(encoding.row(encoding.params(near)));
  }
  for (const row of incumbents) rows.push(row);
  return rows;
}

/** The best ones that do not lie on top of one another. */
function different(candidates: readonly Candidate[], count: number): Candidate[] {
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (chosen.length === count) break;
    const isNear = chosen.some(({ row }) =>
      row.every((x, f) => Math.abs(x - (candidate.row[f] ?? 0)) < 0.05),
    );
    if (!isNear) chosen.push(candidate);
  }
  return chosen;
}

function scoreOf<P extends Params>({ posterior, best }: Acquisition<P>, row: Float64Array): number {
  const { mean, variance } = posterior.predict(row);
  return logExpectedImprovement(mean, variance, best).value;
}

function climb<P extends Params>(acquisition: Acquisition<P>, start: Candidate): Candidate {
  let at = start;
  for (let round = 0; round < ROUNDS; round++) {
    const before = at.score;
    at = climbNumbers(acquisition, at);
    at = climbValues(acquisition, at);
    if (!(at.score > before + 1e-4)) break;
  }
  return at;
}

/** Follows the gradient in all real parameters that the trial has. */
function climbNumbers<P extends Params>(acquisition: Acquisition<P>, at: Candidate): Candidate {
  const { encoding, posterior, best } = acquisition;
  const d = at.row.length;
  const params: Params = encoding.params(at.row);
  const moves = encoding.space.names.map(
    (name, f) =>
      encoding.features[f] === 'number' && (encoding.counts[f] ?? 0) > FEW && Object.hasOwn(params, name),
  );
  if (!moves.includes(true)) return at;
  const prediction: Prediction = {
    mean: 0,
    variance: 0,
    meanSlope: new Float64Array(d),
    varianceSlope: new Float64Array(d),
  };
  const { x } = minimize(
    (row, gradient) => {
      posterior.predictWithSlopes(row, prediction);
      const { value, byMean, byVariance } = logExpectedImprovement(
        prediction.mean,
        prediction.variance,
        best,
      );
      for (let f = 0; f < d; f++)
        gradient[f] = moves[f]
          ? -(
              byMean * (prediction.meanSlope[f] as number) +
              byVariance * (prediction.varianceSlope[f] as number)
            )
          : 0;
      return -value;
    },
    at.row,
    {
      low: at.row.map((value, f) => (moves[f] ? 0 : value)),
      high: at.row.map((value, f) => (moves[f] ? 1 : value)),
      maxIterations: STEPS,
      tolerance: 1e-3,
      leastGain: 1e-7,
    },
  );
  return better(acquisition, at, x);
}

/** Tries other values of each parameter with few of them (or a category), one parameter after the other. */
function climbValues<P extends Params>(acquisition: Acquisition<P>, start: Candidate): Candidate {
  const { encoding } = acquisition;
  let at = start;
  encoding.space.names.forEach((name, f) => {
    const count = encoding.counts[f] ?? 1;
    if (count === Infinity || count === 1 || !Object.hasOwn(encoding.params(at.row), name)) return;
    const from = at.row;
    for (const x of otherValues(encoding.features[f] === 'category', count, from[f] as number)) {
      const row = Float64Array.from(from);
      row[f] = x;
      at = better(acquisition, at, row);
    }
  });
  return at;
}

/** Few values: all of them; many: the neighbours. */
function otherValues(isCategory: boolean, count: number, at: number): number[] {
  if (isCategory) return Array.from({ length: count }, (_, i) => i).filter((i) => i !== at);
  if (count <= FEW)
    return Array.from({ length: count }, (_, i) => (i + 0.5) / count).filter(
      (x) => Math.abs(x - at) > 0.5 / count,
    );
  return [-1 / count, 1 / count].map((step) => Math.min(1, Math.max(0, at + step)));
}

/** The row as a trial has it, if that is allowed and better. */
function better<P extends Params>(acquisition: Acquisition<P>, at: Candidate, row: Float64Array): Candidate {
  const { encoding, mayTry } = acquisition;
  const params = encoding.params(row);
  const snapped = encoding.row(params);
  const score = scoreOf(acquisition, snapped);
  return score > at.score && mayTry(params) ? { row: snapped, score } : at;
}
