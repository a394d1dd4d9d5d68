import { Rng } from '../../random/index.ts';

/** How signatures are cut into bands. */
export interface Bands {
  readonly count: number;
  /** Hashes per band. */
  readonly rows: number;
}

/**
 * The widest bands with which a pair at the threshold is missed at most once in a thousand: wide bands bring few pairs
 * together that are not similar.
 *
 * @param threshold Jaccard similarity, above 0
 * @param hashes length of a signature
 * @see Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, section 3.4
 */
export function bandsFor(threshold: number, hashes: number): Bands {
  for (let rows = hashes; rows > 1; rows--) {
    const count = Math.floor(hashes / rows);
    if ((1 - threshold ** rows) ** count <= 0.001) return { count, rows };
  }
  return { count: hashes, rows: 1 };
}

/**
 * MinHash signatures: two sets have the same value at a place with a chance equal to their Jaccard similarity.
 *
 * @see Broder (1997), On the resemblance and containment of documents
 */
export class MinHasher {
  readonly #factors: Int32Array;
  readonly #masks: Int32Array;

  /** @param hashes length of a signature */
  constructor(hashes: number) {
    // Fixed functions: what is a duplicate does not depend on a seed.
    const rng = new Rng(1).split('min-hash');
    this.#factors = Int32Array.from({ length: hashes }, () => rng.nextSeed() | 1);
    this.#masks = Int32Array.from({ length: hashes }, () => rng.nextSeed());
  }

  /**
   * @param set hashed shingles, see `shinglesOf`
   * @returns one value per hash function; the largest everywhere for an empty set
   */
  signature(set: Uint32Array): Uint32Array {
    const factors = this.#factors;
    const masks = this.#masks;
    const signature = new Uint32Array(factors.length).fill(0xffffffff);
    for (const shingle of set)
      for (let k = 0; k < factors.length; k++) {
        const product = Math.imul(shingle ^ (masks[k] as number), factors[k] as number);
        const h = (product ^ (product >>> 15)) >>> 0;
        if (h < (signature[k] as number)) signature[k] = h;
      }
    return signature;
  }
}
