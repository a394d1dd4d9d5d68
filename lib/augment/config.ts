import { z } from 'zod';
import { augmenterConfigSchema } from './augmenters/index.ts';
import { gateConfigSchema } from './gate/config.ts';

/** New training examples out of those there are: which augmenters, each with its copies, and the gate. `{}`: none. */
export const augmentConfigSchema = z.strictObject({
  augmenters: z
    .array(augmenterConfigSchema)
    .max(20)
    .default([])
    .describe('Each adds its copies of every training example; one after the other, never on each other’s'),
  gate: gateConfigSchema.prefault({}).describe('What a new text must fulfil'),
});

/** A whole augmentation configuration, defaults filled in. */
export type AugmentConfig = Readonly<z.output<typeof augmentConfigSchema>>;

/** What a person may write: fields with a default may be left out. */
export type AugmentConfigInput = Readonly<z.input<typeof augmentConfigSchema>>;
