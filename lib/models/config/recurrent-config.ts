import { z } from 'zod';
import { poolingSchema } from './pooling-config.ts';

const rate = z.number().min(0).max(0.95);

/** The options that all recurrent models share; each adds its `kind`. */
export const recurrentOptions = {
  units: z.int().min(1).max(1024).default(64).describe('Units of each direction; default 64'),
  layers: z
    .int()
    .min(1)
    .max(8)
    .default(1)
    .describe('Recurrent layers, each reading the outputs of the one below; default 1'),
  directions: z
    .enum(['both', 'forward', 'backward'])
    .default('both')
    .describe('Which way the text is read, by every layer; default both'),
  projection: z
    .int()
    .min(1)
    .max(1024)
    .nullable()
    .default(null)
    .describe(
      'Size to which a linear layer without bias reduces each direction’s outputs, in every layer; null for none, the default',
    ),
  initialState: z
    .enum(['zero', 'learned'])
    .default('zero')
    .describe('State before the first word: zero, or learned, starting from zero; default zero'),
  pooling: poolingSchema
    .default('max-mean')
    .describe(
      'Maximum and mean over the valid steps, each direction’s last output, or an attention by its name or with its sizes; default max-mean',
    ),
  head: z
    .array(z.int().min(1).max(4096))
    .max(8)
    .default([])
    .describe('Sizes of the ReLU layers between pooling and the logit; default none'),
  dropout: z
    .strictObject({
      words: rate
        .default(0)
        .describe('Share of tokens replaced by the unknown word, each for itself; default 0'),
      rows: rate
        .default(0)
        .describe('Share of different words whose vectors are zero for the whole batch; default 0'),
      embedding: rate
        .default(0.3)
        .describe('Share of embedding dimensions dropped per review, at all its steps; default 0.3'),
      between: rate
        .default(0)
        .describe(
          'Share of features dropped between recurrent layers per review, at all its steps; default 0',
        ),
      recurrent: rate
        .default(0)
        .describe(
          'Share of recurrent weights dropped (weight-drop), for all steps and reviews alike; default 0',
        ),
      head: rate.default(0.5).describe('Share dropped after pooling and after each ReLU layer; default 0.5'),
    })
    .prefault({}),
};

/** What all recurrent models share, defaults filled in. */
export type RecurrentConfig = Readonly<z.output<z.ZodObject<typeof recurrentOptions, z.core.$strict>>>;
