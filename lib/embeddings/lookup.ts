import { UserError } from '../errors/index.ts';
import { FALLBACK_DEFINITIONS } from './fallbacks/index.ts';
import type { FallbackName } from './fallbacks/names.ts';
import type { VectorWords } from './fallbacks/fallback.ts';

/** Where a token's vector comes from: the mean over `words`. */
export interface Found {
  readonly step: 'exact' | FallbackName;
  readonly words: readonly string[];
}

/** Finds the words whose vectors make up a token's; null when there are none. */
export type Lookup = (token: string) => Found | null;

/**
 * The search for a token's vector: itself, then what each fallback finds, in the order given.
 *
 * @throws UserError when a fallback is named twice
 */
export function createLookup(vectors: VectorWords, fallbacks: readonly FallbackName[]): Lookup {
  const twice = fallbacks.find((name, i) => fallbacks.indexOf(name) !== i);
  if (twice !== undefined)
    throw new UserError('A fallback is tried once.', {
      field: 'embedding.fallbacks',
      value: twice,
      fix: 'Remove the second one.',
    });
  const steps = fallbacks.map((step) => ({ step, find: FALLBACK_DEFINITIONS[step].create(vectors) }));
  return (token) => {
    if (vectors.has(token)) return { step: 'exact', words: [token] };
    for (const { step, find } of steps) {
      const words = find(token);
      if (words !== null) return { step, words };
    }
    return null;
  };
}

/**
 * The test for words worth reading out of a large file of vectors: tokens of the vocabulary, and words that a fallback
 * might put in their place.
 */
export function wantedWords(
  tokens: Iterable<string>,
  fallbacks: readonly FallbackName[],
): (word: string) => boolean {
  const own = new Set(tokens);
  const others = fallbacks.map((name) => FALLBACK_DEFINITIONS[name].wanted(own));
  return (word) => own.has(word) || others.some((wanted) => wanted(word));
}
