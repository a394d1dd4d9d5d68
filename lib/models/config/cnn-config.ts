import { z } from 'zod';
import { headOption, sharedDropout } from './dropout-rates.ts';

/**
 * Convolutions over words with a maximum over time: Kim 2014, "Convolutional neural networks for sentence classification".
 * Embedding → dropout → filters of several widths with ReLU → maxima → dropout → ReLU layers with dropout → one logit.
 */
export const cnnConfigSchema = z.strictObject({
  kind: z.literal('cnn'),
  widths: z
    .array(z.int().min(1).max(32))
    .min(1)
    .max(8)
    .refine((widths) => new Set(widths).size === widths.length, 'Each width once')
    .default([3, 4, 5])
    .describe('Words that a filter sees at once, one group of filters each; default 3, 4, 5'),
  filters: z.int().min(1).max(4096).default(100).describe('Filters of each width; default 100'),
  head: headOption,
  dropout: z.strictObject(sharedDropout({ embedding: 0, head: 0.5 })).prefault({}),
});

/** A complete configuration, defaults filled in. */
export type CnnConfig = Readonly<z.output<typeof cnnConfigSchema>>;
