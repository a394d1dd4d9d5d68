import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { foldText } from '../fold-text.ts';

/**
 * Where a text falls between 0 and 1 for a seed: uniform, 53 bits, the same in every process and whatever texts lie round
 * it. Texts that differ in case and white space at most fall on the same spot.
 *
 * @returns 0 ≤ x < 1
 */
export function textHash(seed: number, text: string): number {
  const digest = sha256(utf8ToBytes(`${seed}/${foldText(text)}`));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return ((view.getUint32(0) >>> 11) * 0x100000000 + view.getUint32(4)) / 2 ** 53;
}
