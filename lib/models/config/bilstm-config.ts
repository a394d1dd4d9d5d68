import { z } from 'zod';

const rate = z.number().min(0).max(0.95);

/**
 * A bidirectional LSTM over word vectors: embedding → dropout → BiLSTM → pooling → dropout → ReLU layers with dropout →
 * one logit.
 */
export const bilstmConfigSchema = z.strictObject({
  kind: z.literal('bilstm'),
  units: z.int().min(1).max(1024).default(64).describe('Units of each direction; default 64'),
  pooling: z
    .enum(['max-mean', 'last'])
    .default('max-mean')
    .describe('Maximum and mean over the valid steps, or each direction’s last output; default max-mean'),
  head: z
    .array(z.int().min(1).max(4096))
    .max(8)
    .default([])
    .describe('Sizes of the ReLU layers between pooling and the logit; default none'),
  dropout: z
    .strictObject({
      embedding: rate
        .default(0.3)
        .describe('Share of embedding dimensions dropped per review, at all its steps; default 0.3'),
      head: rate.default(0.5).describe('Share dropped after pooling and after each ReLU layer; default 0.5'),
    })
    .default({ embedding: 0.3, head: 0.5 }),
});

/** A complete configuration, defaults filled in. */
export type BilstmConfig = Readonly<z.output<typeof bilstmConfigSchema>>;
