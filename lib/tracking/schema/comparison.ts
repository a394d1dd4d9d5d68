import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';
import { groupsSchema } from './groups.ts';
import { metricSchema } from './run-record.ts';

/** Version of the shape of comparison.json. */
export const COMPARISON_VERSION = 1;

const paramsSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

/** Accuracy on examples that no decision was made on, with its standard error √(p(1−p)/n). */
export const heldOutSchema = z.strictObject({
  metric: z.string().describe('test/accuracy, or validation/accuracy where there is no test part'),
  value: z.number().min(0).max(1),
  examples: z.int().min(1),
  standardError: z.number().min(0),
});

/** A sampler's best trial: metrics are means over its runs when it was run with several seeds or folds. */
export const bestTrialSchema = z.strictObject({
  runId: z.string().describe('The best of the trial’s runs'),
  trial: z.int().min(0),
  runs: z.int().min(1).describe('Finished runs (seeds, folds) behind the numbers'),
  value: z.number().describe('The objective'),
  params: paramsSchema,
  metrics: z.record(z.string(), metricSchema),
  heldOut: heldOutSchema.nullable(),
});

/** One point of the optimisation history. */
export const historyPointSchema = z.strictObject({
  trial: z.int().min(0),
  runId: z.string(),
  state: z.enum(['finished', 'pruned', 'failed']),
  value: z.number().nullable(),
  best: z.number().nullable().describe('Best value of the finished trials up to here'),
});

export const samplerSummarySchema = z.strictObject({
  sampler: z.string(),
  studyId: z.string(),
  seed: z.int().min(1),
  trials: z.strictObject({ finished: z.int(), pruned: z.int(), failed: z.int() }),
  proposedByModel: z
    .int()
    .min(0)
    .describe('Trials that came from a model fitted to results, not from a prior'),
  cpuSeconds: z.number().min(0).describe('Over all attempts'),
  best: bestTrialSchema.nullable(),
  bestSoFar: z.array(historyPointSchema),
});

/** The winner's held-out accuracy minus another's. */
export const marginSchema = z.strictObject({
  against: z.string().describe('A sampler, or the baseline’s name'),
  kind: z.enum(['sampler', 'baseline']),
  difference: z.number().describe('Positive: the winner is better'),
  standardError: z
    .number()
    .describe(
      'Of the difference, the two taken as independent: both saw the same examples, so it is on the safe side',
    ),
  beyondNoise: z.boolean().describe('|difference| is above 1.96 standard errors'),
});

/** comparison.json: which sampler found what, beside the linear baseline. Rebuilt from the records at any time. */
export const comparisonSchema = z.strictObject({
  schemaVersion: z.literal(COMPARISON_VERSION),
  experiment: z.string(),
  objective: z.strictObject({ metric: z.string(), direction: z.enum(['minimize', 'maximize']) }).nullable(),
  samplers: z.array(samplerSummarySchema),
  baseline: z
    .strictObject({
      runId: z.string(),
      name: z.string(),
      metrics: z.record(z.string(), metricSchema),
      heldOut: heldOutSchema.nullable(),
    })
    .nullable(),
  winner: bestTrialSchema
    .extend({
      sampler: z.string(),
      studyId: z.string(),
      model: z.string().nullable().describe('Model folder, relative to the experiment’s folder'),
      testAccuracy: z.number().min(0).max(1).nullable(),
    })
    .nullable(),
  margins: z.array(marginSchema),
  groups: groupsSchema
    .nullable()
    .default(null)
    .describe('Configurations side by side over their repetitions; null for a search'),
  verdict: z.string().describe('In words: who won, by how much, and whether that is more than noise'),
});

export type HeldOut = DeepReadonly<z.infer<typeof heldOutSchema>>;
export type BestTrial = DeepReadonly<z.infer<typeof bestTrialSchema>>;
export type HistoryPoint = DeepReadonly<z.infer<typeof historyPointSchema>>;
export type SamplerSummary = DeepReadonly<z.infer<typeof samplerSummarySchema>>;
export type Margin = DeepReadonly<z.infer<typeof marginSchema>>;
/** What an experiment's searches found, side by side. */
export type Comparison = DeepReadonly<z.infer<typeof comparisonSchema>>;
export type Baseline = NonNullable<Comparison['baseline']>;
export type Winner = NonNullable<Comparison['winner']>;
