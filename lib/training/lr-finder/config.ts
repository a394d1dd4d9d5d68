import { z } from 'zod';

/** The range test of a learning rate: Smith 2017, "Cyclical learning rates for training neural networks", section 3.3. */
export const lrFinderConfigSchema = z
  .strictObject({
    from: z.number().positive().default(1e-5).describe('Learning rate of the first step; default 1e-5'),
    to: z.number().positive().max(1000).default(1).describe('Of the last one; default 1'),
    steps: z.int().min(10).max(100_000).default(150).describe('Steps at most; default 150'),
    smoothing: z
      .number()
      .min(0)
      .lt(1)
      .default(0.9)
      .describe('Decay of the running mean of the loss; default 0.9'),
    stopAt: z
      .number()
      .gt(1)
      .default(2)
      .describe('Ends when the smoothed loss is so many times its least; default 2'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Must be more than from' });

/** A whole configuration, defaults filled in. */
export type LrFinderConfig = Readonly<z.output<typeof lrFinderConfigSchema>>;
/** What a person may write: any field left out takes its default. */
export type LrFinderConfigInput = Readonly<z.input<typeof lrFinderConfigSchema>>;
