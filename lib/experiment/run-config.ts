import { z } from 'zod';
import { splitConfigSchema } from '../data/index.ts';
import { embeddingConfigSchema } from '../embeddings/index.ts';
import { modelConfigSchema } from '../models/index.ts';
import { textConfigSchema } from '../text/index.ts';
import { trainingConfigSchema } from '../training/index.ts';

/** Which reviews, and how they are parted. */
export const dataConfigSchema = z.strictObject({
  source: z.string().min(1).describe('Name of a data set: rt (embedded), imdb'),
  split: splitConfigSchema,
});

/** Everything that decides one training, besides its seed. */
export const runConfigSchema = z.strictObject({
  data: dataConfigSchema,
  text: textConfigSchema,
  embedding: embeddingConfigSchema,
  model: modelConfigSchema,
  training: trainingConfigSchema,
});

/** A whole run configuration, defaults filled in. */
export type RunConfig = Readonly<z.infer<typeof runConfigSchema>>;

/** What a person may write: fields with a default may be left out. */
export type RunConfigInput = Readonly<z.input<typeof runConfigSchema>>;
