import { z } from 'zod';
import type { Token } from '../token.ts';
import { defineStep } from './step.ts';

/**
 * Adds the n-grams of neighbouring tokens: for every token those that begin with it, shortest first. An n-gram's offsets
 * reach from its first token to its last.
 */
export const ngrams = defineStep({
  stage: 'token',
  schema: z
    .strictObject({
      kind: z.literal('ngrams'),
      from: z.int().min(1).max(5).default(1).describe('Fewest tokens; 1 keeps the tokens themselves'),
      to: z.int().min(1).max(5).default(2).describe('Most tokens'),
      joiner: z.string().default('_').describe('What stands between the tokens of an n-gram'),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Is less than from' }),
  create: ({ from, to, joiner }) => ({
    scope: 'text',
    apply: (tokens) => {
      const all: Token[] = [];
      for (let first = 0; first < tokens.length; first++) {
        let text = '';
        for (let size = 1; size <= to; size++) {
          const last = tokens[first + size - 1];
          if (!last) break;
          text = size === 1 ? last.text : `${text}${joiner}${last.text}`;
          if (size >= from) all.push({ text, start: (tokens[first] as Token).start, end: last.end });
        }
      }
      return all;
    },
  }),
});
