// The notebook kernel checks a source with what it refers to, without the list in tsconfig.json.
/// <reference path="../../../types/stopword.d.ts" />
import { z } from 'zod';
import { isNegation } from './negations.ts';
import { defineStep } from './step.ts';

/**
 * Drops the 108 English stop words of the package `stopword`. Negations (`not`, `never`, `n't`) stay by default: they
 * turn a verdict round. Stop lists seldom help sentiment (H. Saif et al., "On stopwords, filtering and data sparsity for
 * sentiment analysis of Twitter", LREC 2014); compare before use.
 */
export const stopWords = defineStep({
  stage: 'token',
  schema: z.strictObject({
    kind: z.literal('stop-words'),
    keepNegations: z
      .boolean()
      .default(true)
      .describe('Keep words that negate, also when the list or `add` has them'),
    keep: z.array(z.string()).default([]).describe('Words to keep although the list has them'),
    add: z.array(z.string()).default([]).describe('Words to drop although the list does not have them'),
    punctuation: z.boolean().default(false).describe('Also drop tokens without a letter or digit'),
  }),
  load: async () => (await import('stopword')).eng,
  create: ({ keepNegations, keep, add, punctuation }, { loaded }) => {
    const dropped = new Set([...loaded, ...add].map((word) => word.toLowerCase()));
    for (const word of keep) dropped.delete(word.toLowerCase());
    return {
      scope: 'token',
      apply: (token) => {
        if (dropped.has(token.toLowerCase())) return keepNegations && isNegation(token) ? token : null;
        return punctuation && !/[\p{L}\p{N}]/u.test(token) ? null : token;
      },
    };
  },
});
