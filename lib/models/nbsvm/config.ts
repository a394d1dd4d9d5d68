import { z } from 'zod';

/** The linear baseline of Wang & Manning (2012): naive Bayes log-count ratios as features of a linear SVM. */
export const nbSvmConfigSchema = z.strictObject({
  kind: z.literal('nbsvm'),
  C: z
    .number()
    .positive()
    .default(0.01)
    .describe('Weight of training errors against the size of the weights'),
  alpha: z.number().positive().default(1).describe('Smoothing of the class counts'),
  beta: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      '1: the SVM alone; below 1: that share of it, the rest naive Bayes (the paper: C = 1, beta = 0.25)',
    ),
  minDf: z.int().min(1).default(2).describe('Unigrams and bigrams in fewer training documents are left out'),
  tolerance: z.number().positive().default(1e-4).describe('Of the solver, as scikit-learn’s tol'),
  maxIterations: z.int().min(1).default(1000).describe('Passes of the solver at most'),
});

/** A whole configuration, defaults filled in. */
export type NbSvmConfig = z.infer<typeof nbSvmConfigSchema>;
/** What a person writes: everything may be left out. */
export type NbSvmOptions = Partial<z.input<typeof nbSvmConfigSchema>>;
