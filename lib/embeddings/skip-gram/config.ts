import { z } from 'zod';

/** What decides the vectors, besides the texts. */
export const skipGramFields = {
  dimensions: z.int().min(4).max(1024).default(100).describe('Length of a vector'),
  window: z
    .int()
    .min(1)
    .max(50)
    .default(5)
    .describe('Farthest neighbour; the reach is drawn from 1 … window for every word'),
  negatives: z.int().min(1).max(64).default(5).describe('Noise words beside each true neighbour'),
  minCount: z.int().min(1).default(5).describe('Words seen less often get no vector'),
  maxWords: z.int().min(1).max(1_000_000).default(100_000).describe('Most frequent words that get a vector'),
  sample: z
    .number()
    .min(0)
    .max(1)
    .default(1e-3)
    .describe('Words more frequent than this share of the text are thinned out; 0 keeps all'),
  epochs: z.int().min(1).max(1000).default(5).describe('Passes over the texts'),
  learningRate: z
    .number()
    .positive()
    .max(1)
    .default(0.025)
    .describe('At the start; falls linearly to 1/10,000 of it'),
  shards: z
    .int()
    .min(1)
    .max(8)
    .default(2)
    .describe('Parts of the text trained side by side; part of the result, unlike the number of threads'),
  rounds: z
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .describe('How often in an epoch the shards are brought together'),
  unlabelled: z
    .boolean()
    .default(false)
    .describe('Also read the 50,000 unlabelled IMDB reviews, which must be on this machine'),
  seed: z
    .int()
    .min(1)
    .default(1)
    .describe('The same seed gives the same bits, whatever the machine is doing'),
} as const;

/** How skip-gram vectors are trained. */
export const skipGramConfigSchema = z.strictObject(skipGramFields);

/** A whole skip-gram configuration, defaults filled in. */
export type SkipGramConfig = Readonly<z.infer<typeof skipGramConfigSchema>>;

/** What a person may write: any field left out takes its default. */
export type SkipGramConfigInput = Readonly<z.input<typeof skipGramConfigSchema>>;
