import { createHash } from 'node:crypto';
import { exampleLine } from '../fingerprint.ts';
import type { Example } from '../types.ts';
import { codeFingerprint } from './code-fingerprint.ts';

/**
 * Names what is made out of examples: SHA-256 over what is done with them (as JSON), the code that does it, and the
 * examples. Other data, another pipeline or other code have another name, so what is stale is never found.
 *
 * @param work what is done: anything that JSON can hold
 * @param fingerprint of the data set that the examples are unchanged members of: then their ids say which texts they
 *   have, and 33 MB of reviews need not be hashed (0.15 s)
 */
export function contentKey(work: unknown, examples: readonly Example[], fingerprint?: string): string {
  const hash = createHash('sha256').update(`${codeFingerprint()}\n${fingerprint ?? ''}\n${JSON.stringify(work)}\n`);
  const line = fingerprint === undefined ? exampleLine : ({ id }: Example): string => `${JSON.stringify(id)}\n`;
  // Long strings are hashed many times as fast as many short ones.
  for (let i = 0; i < examples.length; i += 200) hash.update(examples.slice(i, i + 200).map(line).join(''));
  return hash.digest('hex');
}
