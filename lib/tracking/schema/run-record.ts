import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';

/**
 * Version of the record's shape. A change that an old reader would misread raises it, and `upgrade.ts` learns the step.
 */
export const RUN_RECORD_VERSION = 1;

const json: z.ZodType<unknown> = z.json();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
const iso = z.iso.datetime().describe('UTC, ISO 8601');

/** A metric is named `<part>/<name>`, e.g. `validation/loss`; the direction says which way is better. */
export const metricSchema = z.strictObject({
  value: z.number().describe('Always finite; a metric that could not be computed is absent'),
  direction: z.enum(['minimize', 'maximize']),
  unit: z.string().describe('nats, fraction, s, ms, MiB, count'),
});

export const epochSchema = z.strictObject({
  epoch: z.int().min(1),
  step: z.int().min(0).describe('Optimizer steps taken so far'),
  seconds: z.number().min(0).describe('Wall time since training began'),
  cpuSeconds: z.number().min(0),
  metrics: z
    .record(z.string(), z.number())
    .describe('Values by metric name; directions are in the run’s `metrics`'),
});

export const artifactSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['model', 'plot', 'report', 'predictions', 'log', 'other']),
  path: z.string().describe('Relative to the experiment’s folder, forward slashes, never leaving it'),
  bytes: z.int().min(0),
  sha256,
});

export const environmentSchema = z.strictObject({
  backend: z
    .enum(['native', 'wasm', 'none'])
    .describe('Tensor backend; none for a model that uses no tensors, such as the linear baseline'),
  tensorflow: z.string().nullable().describe('Version of libtensorflow; null on WebAssembly'),
  tfjs: z.string(),
  node: z.string(),
  sentilab: z.string(),
  platform: z.string().describe('process.platform-process.arch'),
  cpu: z.string(),
  threads: z.int().min(1).describe('Intra-op threads'),
  onednn: z.boolean(),
  kernels: z
    .string()
    .optional()
    .describe(
      'Code of our own recurrent kernels: generic, avx2 or avx512; none without them; absent where not native',
    ),
  gitCommit: z.string().nullable().describe('Commit of the sources, with "-dirty" when files differed'),
});

export const exampleSchema = z.strictObject({
  id: z.string(),
  text: z.string().describe('At most 400 characters'),
  label: z.int().min(0).max(1),
  probability: z.number().min(0).max(1).describe('Of the positive class'),
});

/** Predictions of about the same probability: what was stated of the positive class, and which share came true. */
export const reliabilityBinSchema = z.strictObject({
  count: z.int().min(1),
  stated: z.number().min(0).max(1).describe('Mean of the stated probabilities'),
  observed: z.number().min(0).max(1).describe('Share that is positive'),
  low: z.number().min(0).max(1).describe('95 % Wilson interval of `observed`'),
  high: z.number().min(0).max(1),
});

/** Counts on the held-out part with a few examples of each cell. Rows are the truth. */
export const confusionSchema = z.strictObject({
  part: z.enum(['validation', 'test']),
  labels: z.tuple([z.string(), z.string()]),
  counts: z.tuple([z.tuple([z.int(), z.int()]), z.tuple([z.int(), z.int()])]).describe('[truth][prediction]'),
  examples: z.array(exampleSchema).describe('The most confident ones of each cell'),
  reliability: z
    .array(reliabilityBinSchema)
    .optional()
    .describe('Up to ten bins with about as many examples each, ascending; absent in older records'),
});

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('finished') }),
  z.strictObject({ kind: z.literal('pruned'), atEpoch: z.int().min(1), reason: z.string() }),
  z.strictObject({
    kind: z.literal('failed'),
    error: z.strictObject({ name: z.string(), message: z.string(), stack: z.string().optional() }),
  }),
]);

/** One thing that the curves of a training say, in words. */
export const findingSchema = z.strictObject({
  kind: z
    .string()
    .describe('nothing-learned, divergence, overfitting, plateau, still-learning; later ones too'),
  text: z.string(),
});

/** One training run: the unit that everything compares. experiment → study → trial → run, one to many at each arrow. */
export const runRecordSchema = z.strictObject({
  schemaVersion: z.literal(RUN_RECORD_VERSION),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe('<study>-t<trial>-s<seed>-f<fold>-a<attempt>'),
  experiment: z.string(),
  study: z
    .strictObject({
      id: z.string().describe('Hash of the definition and the data’s fingerprint'),
      sampler: z.string(),
      seed: z.int().min(1),
    })
    .nullable()
    .describe('null for a run outside a search, such as the linear baseline'),
  trial: z
    .strictObject({
      number: z.int().min(0),
      params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
      proposedBy: z.enum(['prior', 'model']),
      askedAfterSeq: z.int().min(0).describe('Last journal sequence number the sampler had seen'),
    })
    .nullable(),
  run: z.strictObject({ seed: z.int().min(1), fold: z.int().min(0), attempt: z.int().min(1) }),
  objective: z.strictObject({
    metric: z.string(),
    direction: z.enum(['minimize', 'maximize']),
    value: z.number().nullable(),
  }),
  outcome: outcomeSchema,
  metrics: z.record(z.string(), metricSchema),
  epochs: z.array(epochSchema),
  bestEpoch: z.int().min(1).nullable(),
  findings: z
    .array(findingSchema)
    .optional()
    .describe('What the losses of the epochs say; absent for a model without epochs, and in older records'),
  confusion: confusionSchema.nullable(),
  config: z
    .record(z.string(), json)
    .describe('Everything that decides the result: data, text, model, training'),
  data: z.strictObject({
    name: z.string(),
    fingerprint: sha256,
    split: z.strictObject({
      kind: z.string(),
      seed: z.int().min(1),
      fingerprint: sha256,
      sizes: z
        .strictObject({ train: z.int(), validation: z.int(), test: z.int() })
        .describe('Examples of each part; train as it was trained on: cut, augmented and balanced'),
    }),
    augmentation: z
      .strictObject({
        originals: z.int().min(0),
        made: z.int().min(0),
        augmenters: z.array(
          z.strictObject({
            kind: z.string(),
            wanted: z.int().min(0),
            made: z.int().min(0),
            refused: z.record(z.string(), z.int().min(0)).describe('Copies given up, by reason'),
          }),
        ),
      })
      .optional()
      .describe('What was made of the training examples; absent without augmentation'),
  }),
  environment: environmentSchema,
  timing: z.strictObject({
    startedAt: iso,
    finishedAt: iso,
    wallSeconds: z.number().min(0),
    cpuSeconds: z.number().min(0),
    peakMemoryMiB: z.number().min(0),
  }),
  weightsSha256: sha256.nullable().describe('Over the final weights, for `npm run reproduce`'),
  artifacts: z.array(artifactSchema),
  code: z
    .string()
    .optional()
    .describe('Hash of the sources and packages that a trial runs through; absent outside a search'),
  reusedFrom: z
    .string()
    .optional()
    .describe('The earlier run whose result this is: it was found again and cost no training'),
});

/** One number with what is needed to compare it: which way is better, and its unit. */
export type Metric = DeepReadonly<z.infer<typeof metricSchema>>;
/** What an epoch ended with. */
export type EpochRecord = DeepReadonly<z.infer<typeof epochSchema>>;
/** A file or folder that a run left behind, with its hash. */
export type Artifact = DeepReadonly<z.infer<typeof artifactSchema>>;
/** Everything outside the configuration that can change a result's bits. */
export type Environment = DeepReadonly<z.infer<typeof environmentSchema>>;
/** Counts of the held-out part by truth and prediction, with examples. */
export type ConfusionRecord = DeepReadonly<z.infer<typeof confusionSchema>>;
/** One held-out example and what the model said of it. */
export type ExampleRecord = DeepReadonly<z.infer<typeof exampleSchema>>;
/** How a run ended. */
export type Outcome = DeepReadonly<z.infer<typeof outcomeSchema>>;
/** One training run as it is kept in results/. */
export type RunRecord = DeepReadonly<z.infer<typeof runRecordSchema>>;
