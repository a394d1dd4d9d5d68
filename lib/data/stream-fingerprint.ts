import { createHash } from 'node:crypto';
import { exampleLine } from './fingerprint.ts';
import type { Example } from './types.ts';

/** The fingerprint of a data set that is drawn one example at a time; the same as `datasetFingerprint` of all of them. */
export async function fingerprintOfStream(examples: AsyncIterable<Example> | Iterable<Example>): Promise<string> {
  const hash = createHash('sha256');
  for await (const example of examples) hash.update(exampleLine(example));
  return hash.digest('hex');
}
