import { z } from 'zod';

/** Attention of one learned question over the steps: Bahdanau et al. 2015, in the form of Yang et al. 2016. */
const additiveAttentionSchema = z.strictObject({
  kind: z.literal('attention'),
  size: z
    .int()
    .min(1)
    .max(1024)
    .default(64)
    .describe('Width of the hidden layer that scores a step; default 64'),
});

/** Every step looks at every other one: multi-head self-attention of Vaswani et al. 2017. */
const selfAttentionSchema = z.strictObject({
  kind: z.literal('self-attention'),
  heads: z.int().min(1).max(64).default(4).describe('Attentions side by side; default 4'),
  headSize: z.int().min(1).max(512).default(16).describe('Width of each head; default 16'),
});

const poolingObjectSchema = z.discriminatedUnion('kind', [additiveAttentionSchema, selfAttentionSchema]);

/** How the outputs of all steps become one vector: a name, or an attention with its sizes. */
export const poolingSchema = z.union([
  z.enum(['max-mean', 'last', 'attention', 'self-attention']),
  poolingObjectSchema,
]);

/** A pooling as a configuration has it. */
export type PoolingConfig = Readonly<z.output<typeof poolingSchema>>;

/** A pooling with every size filled in. */
export type Pooling = { readonly kind: 'max-mean' | 'last' } | Readonly<z.output<typeof poolingObjectSchema>>;

/** The pooling that a configuration names; a bare name stands for its defaults. */
export function poolingOf(config: PoolingConfig): Pooling {
  if (typeof config !== 'string') return config;
  return config === 'max-mean' || config === 'last'
    ? { kind: config }
    : poolingObjectSchema.parse({ kind: config });
}
