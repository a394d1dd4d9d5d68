import { z } from 'zod';
import { defineStep } from './step.ts';

/** Cuts a letter that is repeated for emphasis: soooo and sooo become the same word, told apart from so. */
export const repeats = defineStep({
  stage: 'text',
  schema: z.strictObject({
    kind: z.literal('repeats'),
    most: z
      .int()
      .min(1)
      .max(10)
      .default(2)
      .describe('Longest run of one letter; hardly an English word has three in a row'),
  }),
  create: ({ most }) => {
    const run = new RegExp(String.raw`(\p{L})\1{${most},}`, 'gu');
    return (draft) => {
      // The first character of a match is its letter, be it one unit or two.
      draft.replace(run, (letters) => String.fromCodePoint(letters.codePointAt(0) ?? 0).repeat(most));
    };
  },
});
