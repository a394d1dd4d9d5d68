import { z } from 'zod';
import { augmentConfigSchema } from '../augment/index.ts';
import {
  balanceSchema,
  channelsConfigSchema,
  foldConfigSchema,
  sourceConfigSchema,
  splitConfigSchema,
} from '../data/index.ts';
import { embeddingConfigSchema } from '../embeddings/index.ts';
import { modelConfigSchema } from '../models/index.ts';
import { textConfigSchema } from '../text/index.ts';
import { pseudoLabelsConfigSchema } from './pseudo-labels-config.ts';
import { trainingConfigSchema } from '../training/index.ts';

/** Which reviews, and how they are parted. */
export const dataConfigSchema = z.strictObject({
  source: sourceConfigSchema.describe('rt (embedded), imdb, a file of reviews, or a configuration by kind'),
  split: splitConfigSchema,
  fold: foldConfigSchema
    .optional()
    .describe('One fold of a cross-validation is the test part; left out: the share that split.test says'),
  trainSize: z
    .int()
    .min(2)
    .optional()
    .describe('Only so many of the training part, each class by its share; left out: all of it'),
  balance: balanceSchema.optional(),
});

/** Everything that decides one training, besides its seed. */
export const runConfigSchema = z.strictObject({
  data: dataConfigSchema,
  augment: augmentConfigSchema
    .optional()
    .describe('New training examples out of those there are; left out: none'),
  text: textConfigSchema,
  channels: channelsConfigSchema
    .nullable()
    .optional()
    .describe(
      'Numbers per token that a recurrent model reads beside the word vectors; null or left out: none',
    ),
  embedding: embeddingConfigSchema,
  model: modelConfigSchema,
  training: trainingConfigSchema,
  pseudoLabels: pseudoLabelsConfigSchema
    .nullable()
    .optional()
    .describe(
      'Also train on unlabelled texts, with the labels of a teacher trained first; null or left out: no',
    ),
});

/** A whole run configuration, defaults filled in. */
export type RunConfig = Readonly<z.infer<typeof runConfigSchema>>;

/** What a person may write: fields with a default may be left out. */
export type RunConfigInput = Readonly<z.input<typeof runConfigSchema>>;
