import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { UserError } from '../errors/index.ts';
import { deriveSeed } from './derive-seed.ts';

/** Everything needed to go on from the same place, as plain JSON. */
export interface RngState {
  readonly seed: number;
  readonly words: readonly number[];
}

/** A seeded generator (xoroshiro128+). The same seed gives the same numbers in every process and browser. */
export class Rng {
  readonly seed: number;
  #generator: ReturnType<typeof xoroshiro128plus>;

  /** @param seed a positive safe integer; 0 is refused because TensorFlow.js ignores it. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed <= 0)
      throw new UserError('A seed is a positive whole number.', {
        field: 'seed',
        value: seed,
        fix: 'Use for example 1.',
      });
    this.seed = seed;
    // The generator reads 32 bits; a hash spreads neighbouring seeds apart.
    this.#generator = xoroshiro128plus(deriveSeed(seed, 'rng'));
  }

  static fromState(state: RngState): Rng {
    const rng = new Rng(state.seed);
    rng.#generator = xoroshiro128plusFromState(state.words);
    return rng;
  }

  getState(): RngState {
    return { seed: this.seed, words: [...this.#generator.getState()] };
  }

  /** A new generator for one purpose. Depends on seed and label only, not on what was drawn before. */
  split(label: string): Rng {
    return new Rng(deriveSeed(this.seed, label));
  }

  /** Uniform in [0, 1), 53 bits. */
  float(): number {
    return uniformFloat64(this.#generator);
  }

  /** Uniform whole number, both ends included. */
  int(low: number, high: number): number {
    return uniformInt(this.#generator, low, high);
  }

  /** A seed for a library that wants one: 1 … 2^31-1. */
  nextSeed(): number {
    return uniformInt(this.#generator, 1, 0x7fffffff);
  }

  /** Standard normal (Box-Muller, one of the pair, so that the state stays the generator's alone). */
  normal(): number {
    const u = 1 - this.float(); // (0, 1]: the logarithm is finite
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.float());
  }

  /** One of the values, uniformly. */
  pick<T>(values: readonly T[]): T {
    if (values.length === 0)
      throw new UserError('Nothing to pick from: the list is empty.', { field: 'values' });
    return values[this.int(0, values.length - 1)] as T;
  }

  /** A shuffled copy (Fisher-Yates). */
  shuffle<T>(values: readonly T[]): T[] {
    const copy = values.slice();
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  }
}
