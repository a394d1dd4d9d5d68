import { z } from 'zod';

/** Numbers that come with every token beside its word vector, told apart by `kind`. */
export const channelsConfigSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('nb-log-ratio'),
      alpha: z.number().positive().default(1).describe('Smoothing of the class counts'),
      bits: z
        .int()
        .min(8)
        .max(24)
        .default(20)
        .describe('Pairs of words are hashed to 2^bits places; unlike pairs in one place share their counts'),
      folds: z
        .int()
        .min(2)
        .max(100)
        .default(8)
        .describe('A training example gets the ratios of the other folds, never its own label’s'),
    })
    .describe('Log-count ratios of naive Bayes: of the word, and of the pairs with the words before and after it'),
]);

/** A whole configuration of channels, defaults filled in. */
export type ChannelsConfig = Readonly<z.output<typeof channelsConfigSchema>>;
/** What a person may write: any field but the kind left out takes its default. */
export type ChannelsConfigInput = Readonly<z.input<typeof channelsConfigSchema>>;
