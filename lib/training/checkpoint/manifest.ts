import { z } from 'zod';
import { runRecordSchema } from '../../tracking/index.ts';

/** Version of a checkpoint's manifest. A change that an old reader would misread raises it. */
export const CHECKPOINT_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
/** A file beside the manifest, in the safetensors layout. */
const file = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+\.safetensors$/, 'a file name'),
  bytes: z.int().min(0),
  sha256,
});
const json: z.ZodType<unknown> = z.json();

/** One checkpoint: everything small, and where the arrays are. */
export const checkpointManifestSchema = z.strictObject({
  format: z.literal('sentilab-checkpoint'),
  schemaVersion: z.literal(CHECKPOINT_VERSION),
  identity: z
    .record(z.string(), json)
    .describe('Of the training: one with another goes on from none of these'),
  seed: z.int().min(1),
  step: z.int().min(1).describe('Optimizer steps taken, in all epochs'),
  epochs: runRecordSchema.shape.epochs.describe('The finished ones'),
  within: z
    .strictObject({
      steps: z.int().min(0),
      lossSum: z.number(),
      gradientNormSum: z.number(),
    })
    .describe('How far the next epoch is'),
  elapsed: z.strictObject({ seconds: z.number().min(0), cpuSeconds: z.number().min(0) }),
  scalars: z.record(z.string(), json).describe('Step count and generators of the model'),
  state: file.describe('weights/…, average/… and slots/…'),
  best: z
    .array(z.strictObject({ epoch: z.int().min(1), loss: z.number(), weights: file }))
    .describe('The best epochs, the best first'),
  pruned: z.string().exactOptional().describe('Why training ended as pruned here; absent: it did not'),
});

export type CheckpointManifest = z.infer<typeof checkpointManifestSchema>;
export type CheckpointFile = CheckpointManifest['state'];
