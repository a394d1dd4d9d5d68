import { z } from 'zod';

/** More training examples out of unlabelled texts: Lee 2013, "Pseudo-label", with the labels of a teacher. */
export const pseudoLabelsConfigSchema = z.strictObject({
  source: z
    .literal('imdb')
    .default('imdb')
    .describe('Which texts: the 50,000 unlabelled IMDB reviews, which must be on this machine'),
  count: z.int().min(1).default(50_000).describe('How many of them, drawn by the seed of the split'),
  labels: z
    .enum(['soft', 'hard'])
    .default('soft')
    .describe('What the student aims at: the teacher’s probability, or its class'),
  minConfidence: z
    .number()
    .min(0.5)
    .lt(1)
    .default(0.5)
    .describe('Texts of whose class the teacher is less sure are left out'),
  teacherEpochs: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Epochs of the teacher; left out: those of the training'),
});

/** A whole configuration, defaults filled in. */
export type PseudoLabelsConfig = Readonly<z.output<typeof pseudoLabelsConfigSchema>>;
