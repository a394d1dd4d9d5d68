import { z } from 'zod';
import { defineStep } from './step.ts';

/** Every character (code point) is a token, white space apart. */
export const characters = defineStep({
  stage: 'tokenizer',
  schema: z.strictObject({ kind: z.literal('characters') }),
  create: () => ({
    scope: 'chunk',
    tokenize: (chunk) => {
      let at = 0;
      return Array.from(chunk, (text) => ({ text, start: at, end: (at += text.length) }));
    },
  }),
});
