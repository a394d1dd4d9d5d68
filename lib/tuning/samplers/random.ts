import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { TrialBook } from './trial-book.ts';

/**
 * Independent uniform draws on each parameter's scale (Bergstra & Bengio 2012): the yardstick of every other search.
 * Trials do not know of one another, so a small discrete space may be drawn twice.
 */
export class RandomSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'random';
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;

  constructor(space: Space<P>, seed: number) {
    this.#space = space;
    this.#book = new TrialBook(seed, 'random');
  }

  suggest(count: number): Suggestion<P>[] {
    return this.#book.suggest(count, (number) => ({
      params: this.#space.sample(this.#book.rng(number)),
      proposedBy: 'prior',
    }));
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
  }
}
