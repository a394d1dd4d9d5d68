import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * A seed for one purpose out of a parent seed: positive, 31 bits, never 0 (tfjs ignores seed 0 in its initialisers).
 * Independent labels give independent seeds, so adding a consumer never shifts the numbers of another.
 */
export function deriveSeed(seed: number, label: string): number {
  const digest = sha256(utf8ToBytes(`${seed}/${label}`));
  const bits = new DataView(digest.buffer, digest.byteOffset).getUint32(0) & 0x7fffffff;
  return bits === 0 ? 1 : bits;
}
