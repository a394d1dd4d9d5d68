import { UserError } from '../errors/index.ts';
import { splitDataset, type Dataset } from '../data/index.ts';
import type { QualityOptions } from './options.ts';

/** What is looked at: a data set, as one piece or in the parts it is published in. */
export interface QualityData extends Pick<
  Dataset,
  'name' | 'title' | 'attribution' | 'fingerprint' | 'examples'
> {
  /** Name of the part that each example is in, when the data come in parts; the one to train on first. */
  readonly parts?: readonly string[];
}

/** Fewer examples leave no part worth the name. */
const SMALLEST = 50;

/** Names of the parts and the part of each example: as given, else by a split, else all in one. */
export function partsOf(
  data: QualityData,
  split: QualityOptions['split'],
): { readonly parts: readonly string[]; readonly partOf: Uint8Array } {
  const { examples, parts } = data;
  if (parts !== undefined) {
    if (parts.length !== examples.length)
      throw new UserError(`There must be one part per example (${examples.length}).`, {
        field: 'parts',
        value: parts.length,
      });
    const names = [...new Set(parts)];
    return { parts: names, partOf: Uint8Array.from(parts, (name) => names.indexOf(name)) };
  }
  if (split === 'none' || examples.length < SMALLEST)
    return { parts: ['all'], partOf: new Uint8Array(examples.length) };
  const { train, validation, test } = splitDataset(data, split);
  const numbers = new Map(
    [train, validation, test].flatMap((part, number) => part.map((e) => [e, number] as const)),
  );
  return {
    parts: ['train', 'validation', 'test'],
    partOf: Uint8Array.from(examples, (example) => numbers.get(example) ?? 0),
  };
}
