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

/** A mean over repetitions; a single one has no interval. */
const overSeedsSchema = z.strictObject({
  mean: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95 % of the mean, Student’s t'),
  n: z.int().min(1).describe('Repetitions behind it'),
});

/** What one sampler found, and after what. Over its repetitions with other seeds, where there are some. */
export const samplerFindingSchema = z.strictObject({
  sampler: z.string(),
  best: overSeedsSchema.describe('The objective'),
  trials: overSeedsSchema.describe('Trials until the best was found, counted from 1'),
  seconds: overSeedsSchema.describe('Training time until then, all runs one after another'),
  reached: z
    .strictObject({
      repetitions: z.int().min(1),
      trials: overSeedsSchema,
      seconds: overSeedsSchema,
    })
    .nullable()
    .describe('The same for `target`; null when no repetition came so far'),
});

/** What a sweep says beyond its winner. */
export const analysisSchema = z.strictObject({
  target: z
    .number()
    .nullable()
    .describe('The least good of the samplers’ best values: what each is asked to reach'),
  samplers: z.array(samplerFindingSchema),
  pairs: z.array(
    z.strictObject({
      a: z.string(),
      b: z.string(),
      better: z
        .number()
        .min(0)
        .max(1)
        .describe('Probability that a run of a ends better (Vargha & Delaney’s A12)'),
      p: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe('Mann-Whitney, two-sided; null with fewer than two seeds of each'),
    }),
  ),
  mattered: z
    .strictObject({
      trials: z.int().min(1).describe('Finished trials behind it'),
      importance: z.array(z.strictObject({ name: z.string(), share: z.number() })),
      interactions: z.array(z.strictObject({ names: z.tuple([z.string(), z.string()]), share: z.number() })),
    })
    .nullable()
    .describe('Parts of the objective’s variance (fANOVA); null with too few trials'),
  next: z
    .strictObject({
      narrowed: z.array(z.string()).describe('Parameters with a narrower range than before'),
      atEdge: z.array(z.strictObject({ name: z.string(), end: z.enum(['low', 'high']) })),
      from: z.int().min(1).describe('The best trials that the space is put round'),
      code: z.string().describe('The space to try next, as TypeScript'),
    })
    .nullable(),
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
  analysis: analysisSchema
    .optional()
    .describe(
      'What was found after what, what mattered, what to try next; absent for comparisons, and in older files',
    ),
  verdict: z.string().describe('In words: who won, by how much, and whether that is more than noise'),
});

export type HeldOut = DeepReadonly<z.infer<typeof heldOutSchema>>;
export type BestTrial = DeepReadonly<z.infer<typeof bestTrialSchema>>;
export type HistoryPoint = DeepReadonly<z.infer<typeof historyPointSchema>>;
export type SamplerSummary = DeepReadonly<z.infer<typeof samplerSummarySchema>>;
export type Margin = DeepReadonly<z.infer<typeof marginSchema>>;
/** What an experiment's searches found, side by side. */
export type Comparison = DeepReadonly<z.infer<typeof comparisonSchema>>;
/** What one sampler found after how many trials and seconds. */
export type SamplerFinding = DeepReadonly<z.infer<typeof samplerFindingSchema>>;
/** What a sweep says beyond its winner. */
export type SweepAnalysis = DeepReadonly<z.infer<typeof analysisSchema>>;
export type Baseline = NonNullable<Comparison['baseline']>;
export type Winner = NonNullable<Comparison['winner']>;
