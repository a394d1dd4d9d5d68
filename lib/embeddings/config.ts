import { z } from 'zod';

/** Where the vectors of the embedding layer come from. */
export const embeddingConfigSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('glove'),
      trainable: z.boolean().default(true).describe('Whether training changes the vectors'),
      scale: z
        .number()
        .positive()
        .max(10)
        .optional()
        .describe('Standard deviation that all vectors are scaled to; left out: as published (0.69)'),
    })
    .describe('The embedded 40,000 most frequent words of GloVe 6B, 50 dimensions'),
  z
    .strictObject({
      kind: z.literal('random'),
      dimensions: z.int().min(1).max(2048).default(50).describe('Length of a vector'),
      trainable: z.boolean().default(true).describe('Whether training changes the vectors'),
      scale: z.number().positive().max(10).default(0.1).describe('Standard deviation of the values'),
    })
    .describe('Normally distributed vectors'),
]);

/** A whole embedding configuration, defaults filled in. */
export type EmbeddingConfig = Readonly<z.infer<typeof embeddingConfigSchema>>;

/** What a person may write: any field but `kind` left out takes its default. */
export type EmbeddingConfigInput = Readonly<z.input<typeof embeddingConfigSchema>>;
