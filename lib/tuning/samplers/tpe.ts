import type { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { columnsOf, paramsOf, rowOf } from './tpe/columns.ts';
import type { Column } from './tpe/columns.ts';
import { groupsOf } from './tpe/groups.ts';
import type { Group } from './tpe/groups.ts';
import { goodOfSeveral } from './tpe/several-objectives.ts';
import { Ranking, goodCount, rankWeights } from './tpe/split.ts';
import { TreeParzen } from './tpe/tree-parzen.ts';
import { TrialBook, paramsKey } from './trial-book.ts';

export interface TpeOptions {
  /** So many trials are drawn from the prior before the model proposes; failed and running ones count. Default 10. */
  readonly startupTrials?: number;
  /** Draws per suggestion, of which the most promising is taken. Default 24. */
  readonly candidates?: number;
  /** Share of the trials that count as good; at least 1, at most 25 trials. Default 0.1. */
  readonly goodShare?: number;
  /**
   * Weight of the prior beside an average observation of weight 1: higher explores more; three times as much with several objectives.
   * Default 0.5.
   */
  readonly priorWeight?: number;
}

/** The bad trials' kernels: Optuna's rule of thumb for a product of normals, in units of the range. */
const BANDWIDTH = 0.2;
/**
 * The good trials' kernels are so much narrower. The good are few and near to one another, the bad are everywhere: one
 * bandwidth for both blurs the good region just when it has been found. Chosen on eight functions, see docs/search.md.
 */
const GOOD_BANDWIDTH = 0.4;
/** With several objectives the good lie along a front, not near one another: wider kernels, and a prior that weighs so many times as much. */
const SEVERAL = { goodBandwidth: 0.7, priorFactor: 3 };
/** In a finite space: how often the candidates are drawn anew when all of them were tried already. */
const ROUNDS = 20;
/** How often the model draws anew while a constraint is broken. */
const ALLOWED_DRAWS = 50;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011), multivariate (Falkner et al. 2018), in the shape that
 * Watanabe 2023 (arXiv 2304.11127) takes apart: two densities, of the good and of the other trials; of some draws from the
 * first, the one whose ratio of the densities is largest is suggested.
 *
 * - Good trials weigh by their rank.
 * - With several objectives the good trials are the first Pareto fronts, and of the last one those that dominate most (Ozaki et al. 2022).
 * - Running trials count as bad (the constant liar), so that parallel workers spread out.
 * - Pruned trials rank behind finished ones, those that got further first; failed ones behind those.
 * - In a space of finitely many trials, one that was tried already is suggested again only when no other can be drawn.
 */
export class TpeSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'tpe';
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #columns: readonly Column[];
  readonly #groups: readonly Group[];
  readonly #options: Required<TpeOptions>;
  readonly #ranking = new Ranking<P>();
  /** Rows by trial number: parameters do not change. */
  readonly #rows = new Map<number, Float64Array>();

  constructor(space: Space<P>, seed: number, options: TpeOptions = {}) {
    this.#space = space;
    this.#book = new TrialBook(seed);
    this.#columns = columnsOf(space);
    this.#groups = groupsOf(space);
    this.#options = { startupTrials: 10, candidates: 24, goodShare: 0.1, priorWeight: 0.5, ...options };
  }

  suggest(count: number): Suggestion<P>[] {
    return this.#book.suggest(count, (number) => this.#suggestion(this.#book.rng(number)));
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
    for (const trial of completed) this.#ranking.add(trial);
  }

  #suggestion(rng: Rng): Suggestion<P> {
    const ranked = this.#ranking.trials;
    if (this.#isStartup(ranked.length)) return { params: this.#space.sample(rng), proposedBy: 'prior' };
    const { good, others } = this.#split(ranked);
    const bad = [...others, ...this.#book.active()];
    const several = isOfSeveral(ranked);
    const prior = this.#options.priorWeight * (several ? SEVERAL.priorFactor : 1);
    const goodBandwidth = several ? SEVERAL.goodBandwidth : GOOD_BANDWIDTH;
    const goodDensity = this.#density(good, rankWeights(good.length), prior, goodBandwidth);
    const evenly = bad.map(() => 1);
    const badDensity = this.#density(bad, evenly, prior, 1);
    const row = best(
      this.#candidates(() => goodDensity.sample(rng), rng),
      (candidate) => goodDensity.logDensity(candidate) - badDensity.logDensity(candidate),
    );
    return { params: paramsOf(this.#space, row), proposedBy: 'model' };
  }

  #split(ranked: readonly ObservedTrial<P>[]): Record<'good' | 'others', readonly ObservedTrial<P>[]> {
    const count = goodCount(ranked.length, this.#options.goodShare);
    if (!isOfSeveral(ranked)) return { good: ranked.slice(0, count), others: ranked.slice(count) };
    const good = goodOfSeveral(ranked, count);
    const numbers = new Set(good.map(({ number }) => number));
    return { good, others: ranked.filter(({ number }) => !numbers.has(number)) };
  }

  /**
   * Running trials count as well, so that a parallel study does not draw more from the prior than a serial one; but the
   * model never stands on fewer results than half of the start-up trials.
   */
  #isStartup(completed: number): boolean {
    const { startupTrials } = this.#options;
    return completed + this.#book.active().length < startupTrials || completed < Math.ceil(startupTrials / 2);
  }

  /** Draws to choose from; in a finite space untried ones, as long as some can be found. */
  #candidates(draw: () => Float64Array, rng: Rng): Float64Array[] {
    const allowed = this.#space.constraints.length === 0 ? draw : this.#allowed(draw, rng);
    const round = (): Float64Array[] => Array.from({ length: this.#options.candidates }, allowed);
    if (this.#space.cardinality === Infinity) return round();
    for (let i = 0; i < ROUNDS; i++) {
      const fresh = round().filter((row) => !this.#book.isTried(paramsKey(paramsOf(this.#space, row))));
      if (fresh.length > 0) return fresh;
    }
    return round();
  }

  /** Draws until the constraints are kept; when the model cannot, from the prior. */
  #allowed(draw: () => Float64Array, rng: Rng): () => Float64Array {
    return () => {
      for (let i = 0; i < ALLOWED_DRAWS; i++) {
        const row = draw();
        if (this.#space.allows(paramsOf(this.#space, row))) return row;
      }
      return rowOf(this.#space, this.#space.sample(rng));
    };
  }

  #density(
    trials: readonly ActiveTrial<P>[],
    weights: readonly number[],
    priorWeight: number,
    scale: number,
  ): TreeParzen {
    const rows = trials.map((trial) => this.#row(trial));
    return new TreeParzen(this.#columns, this.#groups, rows, weights, (observations, columns) => {
      const rule = BANDWIDTH * Math.max(1, observations) ** (-1 / (columns + 4));
      const narrowest = 1 / Math.min(100, 1 + observations);
      return { priorWeight, bandwidth: scale * Math.max(rule, narrowest) };
    });
  }

  #row({ number, params }: ActiveTrial<P>): Float64Array {
    let row = this.#rows.get(number);
    if (!row) this.#rows.set(number, (row = rowOf(this.#space, params)));
    return row;
  }
}

/** Whether the trials have several objectives. */
function isOfSeveral([first]: readonly ObservedTrial[]): boolean {
  return (first?.values?.length ?? 1) > 1;
}

/** The candidate with the highest score, the first of equals. */
function best(candidates: readonly Float64Array[], score: (candidate: Float64Array) => number): Float64Array {
  const scores = candidates.map(score);
  let top = 0;
  scores.forEach((value, i) => {
    if (value > (scores[top] as number)) top = i;
  });
  return candidates[top] as Float64Array;
}
