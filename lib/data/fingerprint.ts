import { sha256Hex } from '../hash/index.ts';
import type { Example } from './types.ts';

/** One example as a line of JSON, the form that is hashed and that processed data are stored in. */
export function exampleLine({ id, label, text }: Example): string {
  return `${JSON.stringify([id, label, text])}\n`;
}

/** SHA-256 over ids, labels and texts in their order: names the data in records. */
export function datasetFingerprint(examples: readonly Example[]): string {
  return sha256Hex(examples.map(exampleLine).join(''));
}
