import type { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import { crowdingDistances } from '../pareto/crowding.ts';
import { fronts } from '../pareto/domination.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { breed } from './nsga2/breed.ts';
import { pointOf } from './objective-points.ts';
import { TrialBook, paramsKey } from './trial-book.ts';

export interface NsgaOptions {
  /** So many trials are drawn from the prior, and so many of the best are parents. Default 20. */
  readonly population?: number;
  /** Chance that two parents are crossed. Default 0.9. */
  readonly crossover?: number;
}

/** A trial that may have children, better ones first. */
interface Parent<P extends Params> {
  readonly params: P;
  readonly front: number;
  readonly crowding: number;
}

/** A child that was tried already or breaks a constraint is bred anew so often. */
const BROODS = 50;

/**
 * NSGA-II (Deb et al. 2002), the steady-state kind (Durillo et al. 2009): the parents are the best `population` of all finished
 * trials, by front and, within the last one, by crowding; two tournaments choose a pair, and their child is the next
 * trial. So nothing waits for the end of a generation, and a suggestion is a function of the finished trials.
 *
 * For several objectives and some hundred trials or more. With one objective it is a plain genetic algorithm.
 */
export class NsgaSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'nsga2';
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #population: number;
  readonly #crossover: number;
  readonly #finished = new Map<number, ObservedTrial<P>>();
  #parents: readonly Parent<P>[] | null = null;

  constructor(space: Space<P>, seed: number, { population = 20, crossover = 0.9 }: NsgaOptions = {}) {
    this.#space = space;
    this.#book = new TrialBook(seed, 'nsga2');
    this.#population = population;
    this.#crossover = crossover;
  }

  suggest(count: number): Suggestion<P>[] {
    return this.#book.suggest(count, (number) => this.#suggestion(number));
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
    for (const trial of completed) if (pointOf(trial)) this.#finished.set(trial.number, trial);
    if (completed.length > 0) this.#parents = null;
  }

  #suggestion(number: number): Suggestion<P> {
    const rng = this.#book.rng(number);
    if (number >= this.#population && this.#finished.size >= 2)
      for (let i = 0; i < BROODS; i++) {
        const params = this.#child(rng);
        if (this.#space.allows(params) && !this.#book.isTried(paramsKey(params)))
          return { params, proposedBy: 'model' };
      }
    return { params: this.#space.sample(rng), proposedBy: 'prior' };
  }

  #child(rng: Rng): P {
    const parents = (this.#parents ??= this.#elite());
    const winner = (): Parent<P> => {
      const [a, b] = [rng.pick(parents), rng.pick(parents)];
      return isBetter(b, a) ? b : a;
    };
    const [first, second] = [winner(), winner()];
    return breed(
      this.#space,
      [first.params, second.params],
      { crossover: this.#crossover, mutation: 1 / Object.keys(first.params).length },
      rng,
    );
  }

  #elite(): Parent<P>[] {
    // By number: the order in which trials ended does not matter.
    const trials = [...this.#finished.values()].sort((a, b) => a.number - b.number);
    const points = trials.map((trial) => pointOf(trial) as readonly number[]);
    const parents = fronts(points, this.#population).flatMap((front, rank) => {
      const crowding = crowdingDistances(front.map((place) => points[place] as readonly number[]));
      return front
        .map((place, i): Parent<P> => ({
          params: (trials[place] as ObservedTrial<P>).params,
          front: rank,
          crowding: crowding[i] as number,
        }))
        .sort((a, b) => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0));
    });
    return parents.slice(0, this.#population);
  }
}

/** An earlier front, or more room around it. */
function isBetter(a: Parent<Params>, b: Parent<Params>): boolean {
  return a.front < b.front || (a.front === b.front && a.crowding > b.crowding);
}
