import { canonicalJson } from '../../hash/index.ts';
import { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial } from '../sampler.ts';

/**
 * What a sampler remembers of the study: which trials it was told of, which run, and which number comes next. Everything
 * here follows from `update`, so a sampler that is told of a journal's trials goes on as if it had never stopped.
 */
export class TrialBook<P extends Params> {
  readonly #rng: Rng;
  readonly #completed = new Map<number, ObservedTrial<P>>();
  /** Keys by trial number: parameters do not change. */
  readonly #keys = new Map<number, string>();
  #active: readonly ActiveTrial<P>[] = [];
  /** Suggested since the last update: they run, though nobody has said so yet. */
  #suggested: ActiveTrial<P>[] = [];

  /**
   * @param stream a sampler's own numbers: two samplers of one experiment have the same seed, and the same draws from both
   * would be trained twice
   * @throws UserError when the seed is not a positive whole number
   */
  constructor(seed: number, stream?: string) {
    const rng = new Rng(seed);
    this.#rng = stream === undefined ? rng : rng.split(stream);
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    for (const trial of completed) this.#completed.set(trial.number, trial);
    this.#active = active;
    this.#suggested = [];
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
    return this.#rng.split(`trial-${number}`);
  }

  /** Notes a suggestion until the next update. */
  suggested(number: number, params: P): void {
    this.#suggested.push({ number, params });
  }

  /** `paramsKey` of every trial there is. */
  keys(): Set<string> {
    const keys = new Set<string>();
    for (const trials of [this.#completed.values(), this.#active, this.#suggested])
      for (const { number, params } of trials) {
        let key = this.#keys.get(number);
        if (key === undefined) this.#keys.set(number, (key = paramsKey(params)));
        keys.add(key);
      }
    return keys;
  }
}

/** Equal parameters, equal key. */
export function paramsKey(params: Params): string {
  return canonicalJson(params);
}
