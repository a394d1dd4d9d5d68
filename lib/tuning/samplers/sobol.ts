import { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { SobolSequence } from './sobol/sequence.ts';
import { TrialBook } from './trial-book.ts';

/**
 * A scrambled Sobol sequence (Sobol 1967, Owen 1995): as blind as random search, but trials keep a distance from one another, so
 * that fewer of them see as much. Trial n is point n; powers of two trials are the most even. A point that a constraint
 * forbids gives way to a random draw.
 */
export class SobolSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'sobol';
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #sequence: SobolSequence;

  constructor(space: Space<P>, seed: number) {
    this.#space = space;
    this.#book = new TrialBook(seed, 'sobol');
    this.#sequence = new SobolSequence(space.names.length, new Rng(seed).split('sobol-scramble'));
  }

  suggest(count: number): Suggestion<P>[] {
    return this.#book.suggest(count, (number) => {
      const point = this.#space.fromUnit(this.#sequence.point(number));
      const params = this.#space.allows(point) ? point : this.#space.sample(this.#book.rng(number));
      return { params, proposedBy: 'prior' };
    });
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
  }
}
