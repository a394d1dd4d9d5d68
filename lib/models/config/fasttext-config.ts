import { z } from 'zod';
import { headOption, sharedDropout } from './dropout-rates.ts';

/**
 * The mean of the vectors of words and of their n-grams, which share a table by hash: Joulin et al. 2017, "Bag of tricks
 * for efficient text classification". Mean → dropout → ReLU layers with dropout → one logit.
 */
export const fasttextConfigSchema = z.strictObject({
  kind: z.literal('fasttext'),
  ngrams: z
    .int()
    .min(1)
    .max(5)
    .default(2)
    .describe('Longest n-gram of words that has a vector; 1 for words alone; default 2'),
  buckets: z
    .int()
    .min(1)
    .max(2_000_000)
    .default(20_000)
    .describe('Vectors that all n-grams share by their hash; default 20,000'),
  head: headOption,
  dropout: z.strictObject(sharedDropout({ embedding: 0, head: 0.3 })).prefault({}),
});

/** A complete configuration, defaults filled in. */
export type FasttextConfig = Readonly<z.output<typeof fasttextConfigSchema>>;
