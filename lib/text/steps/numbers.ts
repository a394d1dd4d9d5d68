import { z } from 'zod';
import { defineStep } from './step.ts';

/** Digits with what numbers have inside; no part of a word such as 1950s or mp3. */
const NUMBER = /(?<![\p{L}\p{N}_])\d+(?:[.,:/]\d+)*(?![\p{L}\p{N}_])/gu;
/** 7/10, 3.5/5: a verdict. */
const SCORE = /^\d+(?:\.\d+)?\/(?:4|5|10|100)$/;

/** One word in place of every number; most are too rare to be learnt. */
export const numbers = defineStep({
  stage: 'text',
  schema: z.strictObject({
    kind: z.literal('numbers'),
    by: z.string().default('number').describe('What stands in place of a number; nothing removes it'),
    keepScores: z.boolean().default(true).describe('Leave 7/10, 3/5, 80/100 and 2/4 as they are'),
  }),
  create:
    ({ by, keepScores }) =>
    (draft) => {
      draft.replace(NUMBER, (number) => (keepScores && SCORE.test(number) ? number : by));
    },
});
