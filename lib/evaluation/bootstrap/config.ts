import { z } from 'zod';

/** How confidence intervals are drawn. */
export const bootstrapConfigSchema = z.strictObject({
  resamples: z.int().min(100).max(100_000).default(1000).describe('How often the examples are drawn again'),
  confidence: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.95)
    .describe('Share of such intervals that hold the true value'),
  method: z
    .enum(['percentile', 'bca'])
    .default('bca')
    .describe('percentile, or corrected for bias and skewness (Efron 1987)'),
  stratified: z.boolean().default(false).describe('Draw each class as often as it occurs'),
});

/** A whole configuration. */
export type BootstrapConfig = Readonly<z.infer<typeof bootstrapConfigSchema>>;

/** What a person may write: everything has a default. */
export type BootstrapConfigInput = Readonly<z.input<typeof bootstrapConfigSchema>>;
