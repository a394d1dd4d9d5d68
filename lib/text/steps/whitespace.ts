import { z } from 'zod';
import { defineStep } from './step.ts';

/** Tokens are what stands between white space; the quickest tokenizer, for text that is tokenized already. */
export const whitespace = defineStep({
  stage: 'tokenizer',
  schema: z.strictObject({ kind: z.literal('whitespace') }),
  create: () => ({
    scope: 'chunk',
    tokenize: (chunk) => [{ text: chunk, start: 0, end: chunk.length }],
  }),
});
