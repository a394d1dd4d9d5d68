/**
 * Where a pair of neighbouring words counts: one of 2^bits places. Multiplication by odd constants and the mixing of
 * MurmurHash3 (Appleby), in 32 bits.
 */
export function pairPlace(first: number, second: number, bits: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - bits);
}
