import { z } from 'zod';

/**
 * Version of model.json. A change that an old reader would misread raises it; older ones are read for ever.
 * 2: `features.json` and `channels.bin`, for models that read more than ids.
 */
export const MODEL_FOLDER_VERSION = 2;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
const file = z.strictObject({ bytes: z.int().min(0), sha256 });
const json: z.ZodType<unknown> = z.json();

/** model.json: everything needed to use the weights, and to know where they come from. */
export const modelManifestSchema = z.strictObject({
  format: z.literal('sentilab-model'),
  schemaVersion: z.literal([1, MODEL_FOLDER_VERSION]),
  config: z
    .looseObject({ model: z.looseObject({ kind: z.string() }) })
    .catchall(json)
    .describe('What decided the weights: model and, as far as they apply, text, embedding and training'),
  labels: z.tuple([z.string(), z.string()]).describe('Names of class 0 and class 1'),
  threshold: z.number().min(0).max(1).describe('Class 1 from this probability on'),
  data: z.strictObject({
    name: z.string(),
    fingerprint: sha256.describe('Of the data set'),
    splitFingerprint: sha256.nullable().describe('Of the split; null when it was trained on all examples'),
  }),
  metrics: z.record(
    z.string(),
    z.strictObject({ value: z.number(), direction: z.enum(['minimize', 'maximize']), unit: z.string() }),
  ),
  files: z.strictObject({
    'weights.bin': file,
    'pipeline.json': file,
    'channels.bin': file.optional().describe('Tables of the channels, as safetensors'),
    'features.json': file.optional().describe('What the weights of a model without word vectors belong to'),
  }),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
