import { z } from 'zod';
import { bootstrapConfigSchema } from '../bootstrap/config.ts';
import { thresholdCriterionSchema } from '../threshold/config.ts';

/** Version of the report's shape; a change that an old reader would misread raises it. */
export const EVALUATION_REPORT_VERSION = 1;

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const interval = z.strictObject({ low: z.number(), high: z.number() });
const points = z.array(z.tuple([z.number(), z.number()]));

const metricEstimateSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  direction: z.enum(['minimize', 'maximize']),
  unit: z.string(),
  value: z.number().nullable().describe('null where the metric is not defined on these examples'),
  interval: interval.extend({ method: z.enum(['percentile', 'bca']) }).nullable(),
  resamples: count.describe('Resamples in which it was defined'),
});

const calibrationSchema = z.strictObject({
  binning: z.enum(['width', 'mass']),
  bins: z.array(z.strictObject({ low: share, high: share, count, stated: share, observed: share, interval })),
  expectedError: share,
  largestError: share,
});

const sliceSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  examples: count,
  positives: count,
  right: count,
  accuracy: share,
  interval,
});

const evaluatedModelSchema = z.strictObject({
  name: z.string(),
  weightsSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  threshold: z.strictObject({
    value: share.describe('Positive from this probability on'),
    from: z.string().describe('Where it comes from, in words'),
    criterion: thresholdCriterionSchema.nullable().describe('What it was chosen for, if it was chosen'),
  }),
  metrics: z.array(metricEstimateSchema),
  confusion: z.strictObject({
    counts: z.tuple([z.tuple([count, count]), z.tuple([count, count])]).describe('[truth][prediction]'),
    examples: z
      .array(
        z.strictObject({ id: z.string(), text: z.string(), label: z.literal([0, 1]), probability: share }),
      )
      .describe('The most confident ones of each cell'),
  }),
  curves: z.strictObject({
    roc: points.nullable().describe('[false positive rate, true positive rate], thinned'),
    precisionRecall: points.nullable().describe('[recall, precision], thinned'),
    riskCoverage: points.describe('[coverage, risk], thinned'),
  }),
  excessRisk: share.describe('Area under risk-coverage above that of the best ranking of the same mistakes'),
  calibration: z
    .array(calibrationSchema)
    .describe('Of the positive class: bins of equal width, then of equal mass'),
  confidences: z
    .array(
      z.strictObject({
        kind: z.string(),
        expectedError: share.describe(
          'Calibration error of “this prediction is right”, 15 bins of equal width',
        ),
        riskCoverageArea: share.describe('Area under risk-coverage when answers are ranked by it'),
      }),
    )
    .optional()
    .describe('What each kind of confidence is worth; absent where only probabilities were given'),
  slices: z.strictObject({
    length: z.array(sliceSchema).describe('By number of words'),
    rating: z.array(sliceSchema).nullable().describe('By stars; null where the data have none'),
  }),
  warnings: z.record(z.string(), count).describe('Predictions that deserve less trust, by reason'),
});

const modelPairSchema = z.strictObject({
  first: z.string(),
  second: z.string(),
  mcnemar: z.strictObject({
    onlyFirst: count,
    onlySecond: count,
    exact: share,
    chiSquared: z.number().min(0),
    corrected: share,
  }),
  p: share.describe('Exact McNemar p, corrected by Holm for the number of pairs'),
  differences: z.array(z.strictObject({ metric: z.string(), difference: z.number(), interval, p: share })),
});

/** How one or more models do on one labelled data set. */
export const evaluationReportSchema = z.strictObject({
  schemaVersion: z.literal(EVALUATION_REPORT_VERSION),
  data: z.strictObject({
    name: z.string(),
    title: z.string(),
    attribution: z.string(),
    fingerprint: z.string(),
    examples: z.int().min(1),
    positives: count,
  }),
  labels: z.tuple([z.string(), z.string()]),
  bootstrap: bootstrapConfigSchema.extend({ seed: z.int().min(1) }),
  models: z.array(evaluatedModelSchema).min(1),
  notes: z.array(z.string()).describe('What a reader must know to believe the numbers, in sentences'),
  pairs: z.array(modelPairSchema).describe('Every two models; empty for a single one'),
});

/** One or more models on one labelled data set. */
export type EvaluationReport = Readonly<z.infer<typeof evaluationReportSchema>>;
/** One model of it. */
export type EvaluatedModel = EvaluationReport['models'][number];
