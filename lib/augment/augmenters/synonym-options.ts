import { z } from 'zod';
import { required } from '../augmenter.ts';
import type { Resources } from '../resources.ts';

/** `senses`, of augmenters that take synonyms out of WordNet. */
export const senses = z
  .int()
  .min(1)
  .max(20)
  .default(1)
  .describe('Meanings of a word whose synonyms are taken, the most frequent first');

/** Names of what they stand on. */
export const SYNONYM_RESOURCES = ['wordnet', 'tagger', 'inflector'] as const;

/** @throws UserError naming the first of them that is missing */
export function synonymTools(resources: Resources, augmenter: string) {
  return {
    wordnet: required(resources, 'wordnet', augmenter),
    tagger: required(resources, 'tagger', augmenter),
    inflector: required(resources, 'inflector', augmenter),
  };
}
