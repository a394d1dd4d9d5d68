import { z } from 'zod';

/** What a threshold is chosen for. */
export const thresholdCriterionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('f1') }),
  z.strictObject({ kind: z.literal('accuracy') }),
  z.strictObject({ kind: z.literal('mcc') }),
  z.strictObject({ kind: z.literal('youden') }),
  z.strictObject({
    kind: z.literal('cost'),
    falsePositive: z.number().min(0).default(1).describe('What calling a negative one positive costs'),
    falseNegative: z.number().min(0).default(1).describe('What missing a positive one costs'),
  }),
]);

/** A whole criterion. */
export type ThresholdCriterion = Readonly<z.infer<typeof thresholdCriterionSchema>>;

/** What a person may write. */
export type ThresholdCriterionInput = Readonly<z.input<typeof thresholdCriterionSchema>>;
