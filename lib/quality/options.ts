import { z } from 'zod';
import { duplicatesConfigSchema, splitConfigSchema } from '../data/index.ts';
import { CHECKS, CHECK_KINDS, type CheckKind } from './checks/index.ts';
import { writtenLimitSchema } from './limits.ts';

type CheckOptionShape = {
  [Kind in CheckKind]: z.ZodDefault<(typeof CHECKS)[Kind]['options']>;
};

/** The options of every check, each with all its defaults. Built from the registry, so that none can be forgotten. */
const checksSchema = z.strictObject(
  Object.fromEntries(
    CHECK_KINDS.map((kind) => {
      const { options } = CHECKS[kind] as { readonly options: z.ZodObject };
      return [kind, options.default(options.parse({}))];
    }),
  ) as unknown as CheckOptionShape,
);

const kinds = z.enum(CHECK_KINDS as readonly [CheckKind, ...CheckKind[]]);

/** What a quality report looks at. Every field has a default. */
export const qualityOptionsSchema = z.strictObject({
  only: z.array(kinds).min(1).optional().describe('Checks to run; left out: all'),
  skip: z.array(kinds).default([]).describe('Checks not to run'),
  limits: z
    .partialRecord(kinds, writtenLimitSchema)
    .default({})
    .describe('Per check: count, percentage or none; left out: the default of the check'),
  examples: z.int().min(0).max(100_000).default(25).describe('Examples that are listed per check'),
  classWords: z.int().min(0).max(1000).default(20).describe('Most typical words that are listed per class'),
  seed: z.int().min(1).default(1).describe('Of the folds of label-noise'),
  split: z
    .union([splitConfigSchema, z.literal('none')])
    .default(splitConfigSchema.parse({ seed: 1 }))
    .describe('How the data are parted to look for leaks, where they do not come in parts'),
  duplicates: duplicatesConfigSchema
    .default(duplicatesConfigSchema.parse({}))
    .describe('When texts count as near duplicates'),
  checks: checksSchema.default(checksSchema.parse({})).describe('Options of single checks, by kind'),
});

/** All options, defaults filled in. */
export type QualityOptions = Readonly<z.output<typeof qualityOptionsSchema>>;

/** What a person writes: everything may be left out. */
export type QualityOptionsInput = Readonly<z.input<typeof qualityOptionsSchema>>;
