import type { Batch } from '../../data/index.ts';

/** FNV-1a (Fowler, Noll, Vo): each id of an n-gram as one unit. */
const OFFSET = 2166136261;
const PRIME = 16777619;

/**
 * Buckets of the n-grams of `n` ids that begin at each step, row-major [size, time]; 0 where none begins. An n-gram's
 * bucket depends on its ids and n alone.
 */
export function ngramIds({ size, time, ids, lengths }: Batch, n: number, buckets: number): Int32Array {
  const found = new Int32Array(size * time);
  for (let row = 0; row < size; row++)
    for (let step = 0; step + n <= (lengths[row] as number); step++) {
      let hash = OFFSET;
      for (let k = 0; k < n; k++)
        hash = Math.imul(hash ^ (ids[row * time + step + k] as number), PRIME) >>> 0;
      // The low bits of FNV mix poorly after few units.
      hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
      found[row * time + step] = ((hash ^ (hash >>> 16)) >>> 0) % buckets;
    }
  return found;
}

/** How many n-grams of `n` a row of `length` tokens has. */
export const ngramCount = (length: number, n: number): number => Math.max(0, length - n + 1);
