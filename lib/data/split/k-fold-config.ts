import { z } from 'zod';
import { duplicatesModeSchema } from './split-config.ts';

/** How a data set is folded. Every field has a default except the seed. */
export const kFoldConfigSchema = z.strictObject({
  kind: z
    .enum(['auto', 'random', 'stratified', 'grouped'])
    .default('auto')
    .describe(
      'random: folds of equal size; stratified: and of equal class shares; grouped: and whole groups; ' +
        'auto: grouped when the examples have groups, else stratified',
    ),
  folds: z.int().min(2).max(100).default(5).describe('Number of folds: each is the validation part once'),
  seed: z.int().min(1).describe('The same seed gives the same folds'),
  duplicates: duplicatesModeSchema
    .default('near')
    .describe('Texts that stay together: exact (up to case and white space) or near duplicates too'),
});

/** A whole configuration, defaults filled in. */
export type KFoldConfig = Readonly<z.infer<typeof kFoldConfigSchema>>;

/** What a person may write: any field but the seed left out takes its default. */
export type KFoldConfigInput = Readonly<z.input<typeof kFoldConfigSchema>>;
