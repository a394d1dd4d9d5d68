import { z } from 'zod';

const share = z.number().min(0).max(0.9);

/** What counts as the same text when parts are made: also the `duplicates` of k-fold. */
export const duplicatesModeSchema = z.enum(['exact', 'near']);

/** How a data set is parted. Every field has a default except the seed. */
export const splitConfigSchema = z.strictObject({
  kind: z
    .enum(['auto', 'random-stratified', 'blocks', 'stratified', 'stable'])
    .default('auto')
    .describe('auto: blocks when the examples have groups, else random-stratified'),
  validation: share.default(0.1).describe('Share of the examples of each class'),
  test: share.default(0.1).describe('Share of the examples of each class'),
  seed: z.int().min(1).describe('The same seed gives the same parts'),
  duplicates: duplicatesModeSchema
    .optional()
    .describe(
      'Texts that stay together: exact (up to case and white space) or near duplicates too. ' +
        'Default near with stratified and stable, exact with the other kinds, whose parts were recorded so',
    ),
});

/** A whole split configuration, defaults filled in. */
export type SplitConfig = Readonly<z.infer<typeof splitConfigSchema>>;

/** What a person may write: any field but the seed left out takes its default. */
export type SplitConfigInput = Readonly<z.input<typeof splitConfigSchema>>;
