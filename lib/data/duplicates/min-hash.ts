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
 * @param sets hashed shingles, see `shinglesOf`
 * @param hashes length of a signature
 * @param onSet called after each set
 * @returns [sets, hashes], row-major. An empty set has the largest value everywhere
 * @see Broder (1997), On the resemblance and containment of documents
 */
export function minHashSignatures(
  sets: readonly Uint32Array[],
  hashes: number,
  onSet?: (done: number) => void,
): Uint32Array {
  // Fixed functions: what is a duplicate does not depend on a seed.
  const rng = new Rng(1).split('min-hash');
  const factors = Int32Array.from({ length: hashes }, () => rng.nextSeed() | 1);
  const masks = Int32Array.from({ length: hashes }, () => rng.nextSeed());
  const signatures = new Uint32Array(sets.length * hashes).fill(0xffffffff);
  sets.forEach((set, row) => {
    const signature = signatures.subarray(row * hashes, (row + 1) * hashes);
    for (const shingle of set)
      for (let k = 0; k < hashes; k++) {
        const product = Math.imul(shingle ^ (masks[k] as number), factors[k] as number);
        const h = (product ^ (product >>> 15)) >>> 0;
        if (h < (signature[k] as number)) signature[k] = h;
      }
    onSet?.(row + 1);
  });
  return signatures;
}

/** A name for one band of one signature: equal bands have equal names. */
export function bandName(signatures: Uint32Array, row: number, hashes: number, band: number, rows: number): number {
  let low = 0x9e3779b9;
  let high = 0x7f4a7c15;
  const start = row * hashes + band * rows;
  for (let i = start; i < start + rows; i++) {
    low = Math.imul(low ^ (signatures[i] as number), 0x01000193);
    high = Math.imul(high ^ (signatures[i] as number), 0x5bd1e995);
    high ^= high >>> 13;
  }
  // 53 bits, what a number holds exactly.
  return (high >>> 11) * 0x100000000 + (low >>> 0);
}
