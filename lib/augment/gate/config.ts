import { z } from 'zod';

/** What a new text must fulfil to become an example. */
export const gateConfigSchema = z.strictObject({
  similarity: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(0.9)
    .describe('Least cosine between the mean word vectors of the two texts; null: not looked at'),
  overlap: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(0.85)
    .describe(
      'Least share of words that the two texts have in common (Dice), case apart; null: not looked at',
    ),
  lengthRatio: z
    .tuple([z.number().min(0), z.number().positive()])
    .nullable()
    .default([0.5, 2])
    .describe('Least and largest number of words, relative to the original; null: not looked at'),
  sentiment: z
    .boolean()
    .default(true)
    .describe(
      'Words of the sentiment lexicon and negations are neither changed, lost nor gained (counted by sign)',
    ),
  learnt: z
    .number()
    .positive()
    .nullable()
    .default(1)
    .describe(
      'With sentiment: words of the training part with at least this log-count ratio between the classes belong to the lexicon too; null: the general lexicon alone',
    ),
  duplicates: z
    .boolean()
    .default(true)
    .describe(
      'A text that the training part or an earlier copy has already (case and spaces apart) is refused',
    ),
  attempts: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('Draws per copy before it is given up; of no use where nothing is drawn'),
});

/** A whole gate configuration, defaults filled in. */
export type GateConfig = z.output<typeof gateConfigSchema>;

/** Why a new text was refused, in the order in which the reasons are looked for. */
export const REFUSALS = ['unchanged', 'duplicate', 'length', 'sentiment', 'overlap', 'similarity'] as const;
export type Refusal = (typeof REFUSALS)[number];
