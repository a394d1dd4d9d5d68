import { canonicalJson } from '../../hash/index.ts';
import { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Suggestion } from '../sampler.ts';

/**
 * What a sampler remembers of the study: which trials it was told of, which run, and which number comes next. Everything
 * here follows from `update`, so a sampler that is told of a journal's trials goes on as if it had never stopped.
 */
export class TrialBook<P extends Params> {
  readonly #rng: Rng;
  /** Keys of completed trials, as far as somebody asked for keys. */
  readonly #keys = new Set<string>();
  /** Completed, but not in `#keys` yet. */
  #unkeyed: Params[] = [];
  /** Keys of running trials; null until somebody asks. */
  #activeKeys: Set<string> | null = null;
  #active: readonly ActiveTrial<P>[] = [];
  /** Suggested since the last update: they run, though nobody has said so yet. */
  #suggested: ActiveTrial<P>[] = [];
  /** One more than the highest number of a completed or running trial. */
  #next = 0;

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
    for (const { number, params } of completed) {
      this.#unkeyed.push(params);
      this.#next = Math.max(this.#next, number + 1);
    }
    for (const { number } of active) this.#next = Math.max(this.#next, number + 1);
    this.#active = active;
    this.#suggested = [];
    this.#activeKeys = null;
  }

  /** Running trials, sorted by number. */
  active(): ActiveTrial<P>[] {
    return [...this.#active, ...this.#suggested].sort((a, b) => a.number - b.number);
  }

  /** The number that the next suggestion's trial will have. */
  nextNumber(): number {
    return this.#suggested.reduce((next, { number }) => Math.max(next, number + 1), this.#next);
  }

  /** The generator of one trial. It depends on seed and number alone. */
  rng(number: number): Rng {
    return this.#rng.split(`trial-${number}`);
  }

  /**
   * So many suggestions, one after the other: each counts as running before the next is made.
   *
   * @param suggest what the trial of a number is to try
   */
  suggest(count: number, suggest: (number: number) => Suggestion<P>): Suggestion<P>[] {
    return Array.from({ length: count }, () => {
      const number = this.nextNumber();
      const suggestion = suggest(number);
      this.suggested(number, suggestion.params);
      return suggestion;
    });
  }

  /** Notes a suggestion until the next update. */
  suggested(number: number, params: P): void {
    this.#suggested.push({ number, params });
    this.#activeKeys?.add(paramsKey(params));
  }

  /** Whether there is a trial with this `paramsKey`, whatever became of it. */
  isTried(key: string): boolean {
    for (const params of this.#unkeyed) this.#keys.add(paramsKey(params));
    this.#unkeyed = [];
    this.#activeKeys ??= new Set(this.active().map(({ params }) => paramsKey(params)));
    return this.#keys.has(key) || this.#activeKeys.has(key);
  }
}

/** Equal parameters, equal key. */
export function paramsKey(params: Params): string {
  return canonicalJson(params);
}
