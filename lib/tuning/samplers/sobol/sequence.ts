import type { Rng } from '../../../random/index.ts';
import { DIRECTION_NUMBERS } from './direction-numbers.ts';

const BITS = 32;

/** The direction numbers of one dimension, one per bit of the index. */
function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  const [polynomial, first] = DIRECTION_NUMBERS[dimension % DIRECTION_NUMBERS.length] ?? [1, [1]];
  const degree = 31 - Math.clz32(polynomial);
  for (let j = 0; j < BITS; j++) {
    if (degree === 0) v[j] = 1 << (BITS - 1 - j);
    else if (j < degree) v[j] = (first[j] as number) << (BITS - 1 - j);
    else {
      let x = (v[j - degree] as number) ^ ((v[j - degree] as number) >>> degree);
      for (let k = 1; k < degree; k++) if ((polynomial >> (degree - k)) & 1) x ^= v[j - k] as number;
      v[j] = x;
    }
  }
  return v;
}

/**
 * The Sobol sequence in the order of Gray codes: any 2^k points from a multiple of 2^k on fill the cube evenly. Beyond 64
 * dimensions the first ones are used again, which only a scrambled sequence may do.
 */
export class SobolSequence {
  readonly #directions: readonly Uint32Array[];
  /** One seed per dimension; null: not scrambled. */
  readonly #seeds: readonly number[] | null;
  /** Beyond the table, the index is permuted too. */
  readonly #shuffles: readonly number[];

  /** @param rng scrambles (Owen 1995, by the hash of Laine & Karras 2011); null: the plain sequence */
  constructor(dimensions: number, rng: Rng | null) {
    this.#directions = Array.from({ length: dimensions }, (_, d) => directions(d));
    this.#seeds = rng && Array.from({ length: dimensions }, () => rng.nextSeed());
    const blocks = Math.ceil(dimensions / DIRECTION_NUMBERS.length);
    this.#shuffles = Array.from({ length: blocks }, (_, block) => (block > 0 && rng ? rng.nextSeed() : 0));
  }

  /** Point `n`, from 0, each coordinate in [0, 1). */
  point(n: number): Float64Array {
    const point = new Float64Array(this.#directions.length);
    for (let d = 0; d < point.length; d++) {
      const shuffle = this.#shuffles[Math.floor(d / DIRECTION_NUMBERS.length)] ?? 0;
      const index = shuffle === 0 ? n >>> 0 : scrambled(n >>> 0, shuffle);
      const gray = index ^ (index >>> 1);
      const v = this.#directions[d] as Uint32Array;
      let x = 0;
      for (let bit = 0; bit < BITS; bit++) if ((gray >>> bit) & 1) x ^= v[bit] as number;
      const seed = this.#seeds?.[d];
      point[d] = (seed === undefined ? x >>> 0 : scrambled(x >>> 0, seed)) / 2 ** BITS;
    }
    return point;
  }
}

/** Permutes each half of each half … of [0, 2^32): the highest bit decides how the next is turned, and so on. */
function scrambled(x: number, seed: number): number {
  let y = reversed(x) + seed;
  y ^= Math.imul(y, 0x6c50b47c);
  y ^= Math.imul(y, 0xb82f1e52);
  y ^= Math.imul(y, 0xc7afe638);
  y ^= Math.imul(y, 0x8d22f6e6);
  return reversed(y);
}

/** The 32 bits in opposite order. */
function reversed(x: number): number {
  let y = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  y = ((y >>> 2) & 0x33333333) | ((y & 0x33333333) << 2);
  y = ((y >>> 4) & 0x0f0f0f0f) | ((y & 0x0f0f0f0f) << 4);
  y = ((y >>> 8) & 0x00ff00ff) | ((y & 0x00ff00ff) << 8);
  return ((y >>> 16) | (y << 16)) >>> 0;
}
