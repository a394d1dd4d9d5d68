import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 in lower-case hex. A string is taken as UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/**
 * A short, stable name for a JSON value: the first `length` hex digits of the SHA-256 of its canonical JSON.
 * 12 digits hold 48 bits: a collision among a million names has a chance of 0.2 %.
 */
export function hashOf(value: unknown, length = 12): string {
  return sha256Hex(canonicalJson(value)).slice(0, length);
}
