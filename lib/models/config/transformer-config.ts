import { z } from 'zod';
import { headOption, rate, sharedDropout } from './dropout-rates.ts';

/**
 * A small encoder of self-attention, normalised before each part (Vaswani et al. 2017; pre-norm: Xiong et al. 2020).
 * Embedding → linear layer → positions → dropout → encoder layers → normalisation → pooling → dropout → ReLU layers with
 * dropout → one logit.
 */
export const transformerConfigSchema = z.strictObject({
  kind: z.literal('transformer'),
  size: z.int().min(1).max(1024).default(64).describe('Features of every step; default 64'),
  layers: z.int().min(1).max(12).default(2).describe('Encoder layers; default 2'),
  heads: z.int().min(1).max(64).default(4).describe('Attentions side by side in every layer; default 4'),
  headSize: z.int().min(1).max(512).default(16).describe('Width of each head; default 16'),
  feedForward: z
    .int()
    .min(1)
    .max(8192)
    .default(128)
    .describe('Width of the hidden layer after each attention; default 128'),
  activation: z
    .enum(['relu', 'gelu'])
    .default('relu')
    .describe(
      'Activation of that hidden layer; gelu is the exact one, with the error function; default relu',
    ),
  positions: z
    .enum(['sinusoidal', 'learned', 'none'])
    .default('sinusoidal')
    .describe(
      'What tells a step its place: waves, a learned vector for each place, or nothing; default sinusoidal',
    ),
  maxPositions: z
    .int()
    .min(1)
    .max(100_000)
    .default(512)
    .describe('Learned places; later steps share the last one; default 512'),
  pooling: z
    .enum(['mean', 'attention'])
    .default('mean')
    .describe('Mean over the valid steps, or additive attention as wide as `size`; default mean'),
  head: headOption,
  dropout: z
    .strictObject({
      ...sharedDropout({ embedding: 0.1, head: 0.3 }),
      residual: rate
        .default(0.1)
        .describe('Share of features dropped per review from what each part adds; default 0.1'),
    })
    .prefault({}),
});

/** A complete configuration, defaults filled in. */
export type TransformerConfig = Readonly<z.output<typeof transformerConfigSchema>>;
