import { z } from 'zod';
import { isNegation } from './negations.ts';
import { defineStep } from './step.ts';

/** The marks that end the reach of a negation, as in NLTK. */
const CLAUSE_END = /^[.:;!?]$/;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Marks the words between a negation and the end of its clause: `not a good film .` → `not NOT_a NOT_good NOT_film .`
 * (B. Pang, L. Lee, S. Vaithyanathan, "Thumbs up?", EMNLP 2002). Words are marked as NLTK's `mark_negation` marks them;
 * other than there, punctuation never is.
 */
export const negation = defineStep({
  stage: 'token',
  schema: z.strictObject({
    kind: z.literal('negation'),
    prefix: z.string().min(1).default('NOT_').describe('Put before a word within reach of a negation'),
    doubleNegation: z
      .enum(['mark', 'end'])
      .default('mark')
      .describe(
        'A second negation within reach of a first: marked like any word, or the end of its reach (NLTK: double_neg_flip)',
      ),
  }),
  create: ({ prefix, doubleNegation }) => ({
    scope: 'text',
    apply: (tokens) => {
      let within = false;
      return tokens.map((token) => {
        if (isNegation(token.text) && (!within || doubleNegation === 'end')) {
          within = !within;
          return token;
        }
        if (within && CLAUSE_END.test(token.text)) within = false;
        return within && WORD.test(token.text) ? { ...token, text: prefix + token.text } : token;
      });
    },
  }),
});
