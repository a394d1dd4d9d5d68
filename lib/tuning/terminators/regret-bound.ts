import type { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import { Encoding } from '../samplers/gp/encoding.ts';
import { fitHyperparameters } from '../samplers/gp/fit.ts';
import type { Rows } from '../samplers/gp/matern.ts';
import { Posterior } from '../samplers/gp/posterior.ts';
import { informative } from '../samplers/gp/subset.ts';
import { SobolSequence } from '../samplers/sobol/sequence.ts';
import type { Space } from '../space.ts';
import type { TerminatorTrial } from './terminator.ts';

/** Points at which the rest of the space is looked at. */
const SPREAD_POINTS = 2048;
/** Settings are fitted to at most so many trials, and the model stands on at most so many. */
const [MOST_FITTED, MOST_ROWS] = [80, 300];
/** Chance that the function leaves the band somewhere. */
const DELTA = 0.1;

/**
 * How much better than the best trial the best point of the space may be, at most, with high probability: the lowest upper
 * confidence bound of the trials less the lowest lower one of the space, by a Gaussian process over the top trials (Makarova et
 * al. 2022, with the width that Optuna's RegretBoundEvaluator takes).
 *
 * @param trials finished ones, one at least
 * @param top so many of the best are modelled
 * @returns in the objective's unit; 0 when the values do not differ
 */
export function regretBound<P extends Params>(
  space: Space<P>,
  trials: readonly TerminatorTrial[],
  top: number,
  rng: Rng,
): number {
  const sorted = trials.map(({ value }) => value).sort((a, b) => a - b);
  const limit = sorted[Math.min(top, sorted.length) - 1] as number;
  const kept = trials.filter(({ value }) => value <= limit).slice(0, MOST_ROWS);
  const mean = kept.reduce((sum, { value }) => sum + value, 0) / kept.length;
  const deviation = Math.sqrt(kept.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / kept.length);
  if (!(deviation > 0)) return 0;
  const y = Float64Array.from(kept, ({ value }) => (value - mean) / deviation);
  const encoding = new Encoding(space);
  const rows = kept.map(({ params }) => encoding.row(params as P));
  const fitted = informative(y, MOST_FITTED);
  const settings = fitHyperparameters(
    stacked(
      encoding,
      fitted.map((i) => rows[i] as Float64Array),
    ),
    Float64Array.from(fitted, (i) => y[i] as number),
  );
  const posterior = new Posterior(stacked(encoding, rows), y, settings);
  const beta = (2 / 5) * Math.log((space.names.length * kept.length ** 2 * Math.PI ** 2) / 6 / DELTA);
  let [lowest, surest] = [Infinity, Infinity];
  const look = (row: Float64Array, isTrial: boolean): void => {
    const at = posterior.predict(row);
    const width = Math.sqrt(beta * at.variance);
    lowest = Math.min(lowest, at.mean - width);
    if (isTrial) surest = Math.min(surest, at.mean + width);
  };
  for (const row of rows) look(row, true);
  const sequence = new SobolSequence(encoding.features.length, rng);
  for (let n = 0; n < SPREAD_POINTS; n++) {
    const row = encoding.rowOfUnit(sequence.point(n));
    if (space.constraints.length === 0 || space.allows(encoding.params(row))) look(row, false);
  }
  return (surest - lowest) * deviation;
}

function stacked<P extends Params>({ features }: Encoding<P>, rows: readonly Float64Array[]): Rows {
  const values = new Float64Array(rows.length * features.length);
  rows.forEach((row, i) => values.set(row, i * features.length));
  return { features, count: rows.length, values };
}
