import { Rng } from '../../random/index.ts';
import type { ParamValue, Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { CmaAxes } from './cmaes/axes.ts';
import { Generations } from './cmaes/generations.ts';
import { SobolSequence } from './sobol/sequence.ts';
import { TpeSampler } from './tpe.ts';
import { TrialBook } from './trial-book.ts';

export interface CmaEsOptions {
  /** The middle of the space and a scrambled Sobol sequence; the best of these trials is the first mean. Default 10. */
  readonly startupTrials?: number;
  /** First deviation, as a part of every range. Default 0.1. */
  readonly sigma?: number;
  /**
   * Trials of a generation before the first restart, at least 4. Default 6, less than Hansen's 4 + ⌊3 ln n⌋: after some hundred
   * trials more generations are worth more than larger ones, and restarts double them.
   */
  readonly population?: number;
}

/** A single parameter has no covariance to adapt. */
const FEWEST = 2;
/** A draw that a constraint forbids is drawn anew so often. */
const ALLOWED_DRAWS = 100;

/**
 * CMA-ES with margin (Hansen 2016; Hamano et al. 2022 for whole numbers), restarted with twice the population when a search has
 * come to its end (IPOP). Good for ten and more real parameters and some hundred trials or more.
 *
 * It moves what has an order and is in every trial, if there are at least two such parameters; `fallback` names the others:
 * categories, choices and parameters inside branches, which TPE proposes independently of CMA-ES on the same trials. A generation is
 * a run of trial numbers, so that the distribution does not depend on the order in which trials end; until all of one have ended,
 * trials are drawn from the last distribution. Failed and pruned trials rank behind finished ones.
 */
export class CmaEsSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'cmaes';
  /** The parameters that CMA-ES does not move and TPE proposes. */
  readonly fallback: readonly string[];
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #sequence: SobolSequence;
  /** Proposes everything that CMA-ES does not move; null when there is nothing. */
  readonly #others: TpeSampler<P> | null;
  /** null when there is nothing for CMA-ES to move. */
  readonly #generations: Generations<P> | null;

  constructor(space: Space<P>, seed: number, options: CmaEsOptions = {}) {
    const { startupTrials = 10, sigma = 0.1, population = 6 } = options;
    this.#space = space;
    this.#book = new TrialBook(seed, 'cmaes');
    this.#sequence = new SobolSequence(space.names.length, new Rng(seed).split('cmaes-startup'));
    const axes = new CmaAxes(space);
    const moves = axes.names.length >= FEWEST;
    this.fallback = moves ? space.names.filter((name) => !axes.names.includes(name)) : space.names;
    this.#others = this.fallback.length > 0 ? new TpeSampler(space, seed, { startupTrials }) : null;
    this.#generations = !moves
      ? null
      : new Generations({
          axes,
          sigma,
          population,
          startupTrials,
          rng: (number) => this.#book.rng(number),
          restart: (number) => {
            const point = this.#sequence.point(number);
            return Float64Array.from(axes.names, (name) => point[space.names.indexOf(name)] as number);
          },
        });
  }

  suggest(count: number): Suggestion<P>[] {
    return this.#book.suggest(count, (number) => this.#suggestion(number));
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
    this.#others?.update(completed, active);
    this.#generations?.add(completed);
  }

  #suggestion(number: number): Suggestion<P> {
    // TPE has to know what was suggested in the end, not its own proposal of it.
    this.#others?.update([], this.#book.active());
    const other = this.#others?.suggest(1)[0];
    let tries = 0;
    for (const { values } of this.#generations?.draws(number) ?? []) {
      const params = this.#space.build((name) => values.get(name) ?? (other?.params[name] as ParamValue));
      if (this.#space.allows(params)) return { params, proposedBy: 'model' };
      if (++tries === ALLOWED_DRAWS) break;
    }
    if (other) return other;
    const point = this.#space.fromUnit(this.#startPoint(number));
    if (tries === 0 && this.#space.allows(point)) return { params: point, proposedBy: 'prior' };
    return { params: this.#space.sample(this.#book.rng(number).split('allowed')), proposedBy: 'prior' };
  }
  /** The middle of every range, where people put what they think is right; then the sequence. */
  #startPoint(number: number): Float64Array {
    return number === 0 ? new Float64Array(this.#space.names.length).fill(0.5) : this.#sequence.point(number);
  }
}
