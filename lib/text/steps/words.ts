import { z } from 'zod';
import { defineStep } from './step.ts';

/** Python's `\w\w+` for text: letters, numbers of all kinds and `_`, at least two. */
const WORDS = /[\p{L}\p{N}_]{2,}/gu;

/**
 * Words of two characters or more, all else dropped: scikit-learn's `CountVectorizer` (`(?u)\b\w\w+\b`), token for
 * token. The engine's own search over the whole text is the quickest way there is; no memory of chunks comes near it.
 */
export const words = defineStep({
  stage: 'tokenizer',
  schema: z.strictObject({ kind: z.literal('words') }),
  create: () => ({
    scope: 'text',
    tokenize: (text) =>
      Array.from(text.matchAll(WORDS), ({ 0: word, index = 0 }) => ({
        text: word,
        start: index,
        end: index + word.length,
      })),
    strings: (text) => text.match(WORDS) ?? [],
  }),
});
