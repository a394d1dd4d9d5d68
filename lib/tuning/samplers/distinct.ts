import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { SobolSequence } from './sobol/sequence.ts';
import { TrialBook, paramsKey } from './trial-book.ts';

/** So often the sampler is asked for another; then the first untried point of so many of a Sobol sequence is taken. */
const MOST_ASKED = 10;
const MOST_POINTS = 4096;
/**
 * A rejected suggestion runs, as far as the sampler knows, under a number so far away that the draws of no other trial are
 * used up.
 */
const FAR = 1_000_003;

/**
 * Any sampler without repetitions: what was tried already is not suggested, and the sampler, told that it runs, is asked again.
 * When it has no other, an even walk through the space finds one, or the search is exhausted. A function of the same calls as the
 * sampler itself.
 */
export class DistinctSampler<P extends Params = Params> implements Sampler<P> {
  readonly name: string;
  readonly #sampler: Sampler<P>;
  readonly #space: Space<P>;
  readonly #walk: SobolSequence;
  readonly #book = new TrialBook<P>(1); // it draws nothing

  /** @param space the sampler’s own */
  constructor(sampler: Sampler<P>, space: Space<P>) {
    this.#space = space;
    this.#walk = new SobolSequence(space.names.length, null);
    this.name = sampler.name;
    this.#sampler = sampler;
  }

  suggest(count: number): Suggestion<P>[] {
    const suggestions: Suggestion<P>[] = [];
    while (suggestions.length < count) {
      const suggestion = this.#untried();
      if (!suggestion) break;
      this.#book.suggested(this.#book.nextNumber(), suggestion.params);
      suggestions.push(suggestion);
    }
    return suggestions;
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
    this.#sampler.update(completed, active);
  }

  #untried(): Suggestion<P> | null {
    const active = this.#book.active();
    for (let tries = 1; tries <= MOST_ASKED; tries++) {
      this.#sampler.update([], active);
      const suggestion = this.#sampler.suggest(1)[0];
      if (!suggestion) return null;
      if (this.#isUntried(suggestion.params)) return suggestion;
      active.push({ number: this.#book.nextNumber() + tries * FAR - 1, params: suggestion.params });
    }
    // The middle of each even part first: point 0 of the sequence is a corner.
    for (let i = 1; i <= MOST_POINTS; i++) {
      const params = this.#space.fromUnit(this.#walk.point(i));
      if (this.#space.allows(params) && this.#isUntried(params)) return { params, proposedBy: 'prior' };
    }
    return null;
  }

  #isUntried(params: P): boolean {
    return !this.#book.isTried(paramsKey(params));
  }
}
