import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';

const value = z.union([z.number(), z.string(), z.boolean()]);
const interval = z
  .tuple([z.number(), z.number()])
  .nullable()
  .describe('95 % interval of the mean by Student’s t; null for a single repetition');

/** A mean over repetitions. */
const meanShape = {
  n: z.int().min(1).describe('Repetitions'),
  mean: z.number(),
  sd: z.number().min(0).nullable().describe('Sample standard deviation over the repetitions'),
  interval,
};

export const groupSchema = z.strictObject({
  params: z.record(z.string(), value).describe('What the repetitions have in common'),
  ...meanShape,
  difference: z
    .strictObject({
      ...meanShape,
      beyondNoise: z.boolean().describe('The interval does not hold 0'),
    })
    .nullable()
    .describe('To the baseline, paired by repetition; null for the baseline itself'),
});

/** Configurations side by side, each run several times. */
export const groupsSchema = z.strictObject({
  metric: z.string(),
  direction: z.enum(['minimize', 'maximize']),
  unit: z.string(),
  by: z.array(z.string()),
  over: z.string(),
  baseline: value.nullable(),
  groups: z.array(groupSchema),
});

/** One configuration with the mean over its repetitions. */
export type Group = DeepReadonly<z.infer<typeof groupSchema>>;
/** Configurations side by side, each run several times. */
export type Groups = DeepReadonly<z.infer<typeof groupsSchema>>;
