import { canonicalJson } from '../../hash/index.ts';
import { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial } from '../sampler.ts';

/**
 * What a sampler remembers of the study: which trials it was told of, which run, and which number comes next. Everything
 * here follows from `update`, so a sampler that is told of a journal's trials goes on as if it had never stopped.
 */
export class TrialBook<P extends Params> {
  readonly #seed: number;
  readonly #completed = new Map<number, ObservedTrial<P>>();
  #active: readonly ActiveTrial<P>[] = [];
  /** Suggested since the last update: they run, though nobody has said so yet. */
  #suggested: ActiveTrial<P>[] = [];

  /** @throws UserError when the seed is not a positive whole number */
  constructor(seed: number) {
    this.#seed = new Rng(seed).seed;
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    for (const trial of completed) this.#completed.set(trial.number, trial);
    this.#active = active;
    this.#suggested = [];
  }

  /** Sorted by number: the order in which parallel trials ended must not show in a sum's last bits. */
  completed(): ObservedTrial<P>[] {
    return [...this.#completed.values()].sort((a, b) => a.number - b.number);
  }

  /** Running trials, sorted by number. */
  active(): ActiveTrial<P>[] {
    return [...this.#active, ...this.#suggested].sort((a, b) => a.number - b.number);
  }

  /** The number that the next suggestion's trial will have. */
  nextNumber(): number {
    let next = 0;
    for (const number of this.#completed.keys()) next = Math.max(next, number + 1);
    for (const { number } of this.#active) next = Math.max(next, number + 1);
    for (const { number } of this.#suggested) next = Math.max(next, number + 1);
    return next;
  }

  /** The generator of one trial. It depends on seed and number alone. */
  rng(number: number): Rng {
    return new Rng(this.#seed).split(`trial-${number}`);
  }

  /** Notes a suggestion until the next update. */
  suggested(number: number, params: P): void {
    this.#suggested.push({ number, params });
  }

  /** `paramsKey` of every trial there is. */
  keys(): Set<string> {
    return new Set(
      [...this.#completed.values(), ...this.#active, ...this.#suggested].map(({ params }) =>
        paramsKey(params),
      ),
    );
  }
}

/** Equal parameters, equal key. */
export function paramsKey(params: Params): string {
  return canonicalJson(params);
}
