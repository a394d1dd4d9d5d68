import { z } from 'zod';
import { histogramSchema } from './histogram.ts';
import { writtenLimitSchema } from './limits.ts';

/** Of the report's form; a reader refuses a newer one. */
export const QUALITY_REPORT_VERSION = 1;

const count = z.int().min(0);

/** Examples that a finding points at. */
export const listedExampleSchema = z.strictObject({
  /** One id, or those of examples that belong together. */
  ids: z.array(z.string()).min(1),
  detail: z.string(),
  /** About 160 characters; what cannot be seen is written as `⟨U+0085⟩`. */
  excerpt: z.string(),
});

/** What one check found. */
export const findingSchema = z.strictObject({
  kind: z.string(),
  title: z.string(),
  /** What the count counts. */
  counts: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  fix: z.string(),
  count,
  /** What the count is a share of. */
  total: count,
  limit: writtenLimitSchema,
  /** Whether the count is within the limit. */
  passed: z.boolean(),
  /** Why nothing was checked; null when it was. */
  skipped: z.string().nullable(),
  facts: z.record(z.string(), z.number()),
  histogram: histogramSchema.nullable(),
  /** The worst ones; `listed of found` may be fewer than were found. */
  examples: z.array(listedExampleSchema),
  /** Examples or groups of examples that were found, listed or not. */
  found: count,
});
/** See `findingSchema`. */
export type Finding = Readonly<z.infer<typeof findingSchema>>;

const lengthsSchema = z.strictObject({
  mean: z.number(),
  /** Value at each of `quantiles`, linear interpolation as numpy's default. */
  values: z.array(z.number()),
});

const perClass = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ all: schema, negative: schema, positive: schema });

const classVocabularySchema = z.strictObject({
  tokens: count,
  types: count,
  /** Types seen once. */
  hapax: count,
  /** Types per token: falls with the size of the text. */
  typeTokenRatio: z.number(),
  /** Mean type-token ratio of stretches of 1,000 words: comparable between sizes. Null below one stretch. */
  standardTypeTokenRatio: z.number().nullable(),
});

const wordSchema = z.strictObject({
  word: z.string(),
  /** Occurrences in negative and in positive texts. */
  negative: count,
  positive: count,
  /** Standard deviations that the log-odds ratio lies from 0, above 0 positive. */
  z: z.number(),
});

/** Numbers about the whole data set. */
export const statisticsSchema = z.strictObject({
  parts: z.array(z.strictObject({ name: z.string(), examples: count, negative: count, positive: count })),
  lengths: z.strictObject({
    quantiles: z.array(z.number()),
    tokens: perClass(lengthsSchema),
    characters: perClass(lengthsSchema),
    /** Tokens per text, edges at equal ratios. */
    histograms: z.strictObject({ negative: histogramSchema, positive: histogramSchema }),
  }),
  vocabulary: z.strictObject({
    classes: perClass(classVocabularySchema),
    /** Zipf: frequency ≈ e^intercept · rank^slope, least squares in logarithms over ranks at equal ratios. */
    zipf: z.strictObject({
      slope: z.number(),
      intercept: z.number(),
      points: z.array(z.strictObject({ rank: count, frequency: count })),
    }),
    /** Heaps: types ≈ K · tokens^beta, least squares in logarithms over text lengths at equal ratios. */
    heaps: z.strictObject({
      k: z.number(),
      beta: z.number(),
      points: z.array(z.strictObject({ tokens: count, types: count })),
    }),
  }),
  classWords: z.strictObject({ negative: z.array(wordSchema), positive: z.array(wordSchema) }),
});
/** See `statisticsSchema`. */
export type QualityStatistics = Readonly<z.infer<typeof statisticsSchema>>;

/** The whole report: plain JSON. */
export const qualityReportSchema = z.strictObject({
  version: z.literal(QUALITY_REPORT_VERSION),
  createdAt: z.iso.datetime(),
  data: z.strictObject({
    name: z.string(),
    title: z.string(),
    attribution: z.string(),
    fingerprint: z.string(),
    examples: count,
  }),
  /** Options of the report, defaults filled in. */
  options: z.record(z.string(), z.unknown()),
  /** Whether every check is within its limit. */
  passed: z.boolean(),
  findings: z.array(findingSchema),
  statistics: statisticsSchema,
});
/** See `qualityReportSchema`. */
export type QualityReport = Readonly<z.infer<typeof qualityReportSchema>>;
