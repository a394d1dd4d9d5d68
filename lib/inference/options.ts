import { z } from 'zod';

const share = z.number().min(0).max(1);

/** How sure a prediction is said to be, and by what. */
export const confidenceKindSchema = z.enum(['max-prob', 'attention-adjusted']);
export type ConfidenceKind = z.infer<typeof confidenceKindSchema>;

/** When a model declines to decide. */
export const uncertainSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('band'),
      low: share.describe('Probabilities from here'),
      high: share.describe('up to here are no decision'),
    })
    .refine(({ low, high }) => low <= high, { message: 'A band goes from its lower end to its higher one' }),
  z.strictObject({
    kind: z.literal('confidence'),
    least: share.describe('A decision needs at least this confidence'),
  }),
]);
export type Uncertain = Readonly<z.infer<typeof uncertainSchema>>;

/** How a model is asked. `{}` is a whole set of options. */
export const predictOptionsSchema = z.strictObject({
  threshold: share.optional().describe('Positive from this probability on; left out: the model’s own'),
  uncertain: uncertainSchema.optional().describe('When the decision is `uncertain`; left out: never'),
  confidence: confidenceKindSchema
    .default('max-prob')
    .describe('Probability of the predicted class, or the same scaled by how concentrated the attention is'),
  explain: z.boolean().default(false).describe('Whether to give the tokens with their attention'),
});

/** Whole options, defaults filled in. */
export type PredictOptions = Readonly<z.output<typeof predictOptionsSchema>>;
/** What a person may write. */
export type PredictOptionsInput = Readonly<z.input<typeof predictOptionsSchema>>;
