import { z } from 'zod';

/** Up to the full rate and down far below where it began: Smith & Topin 2018; as PyTorch's OneCycleLR. */
export const oneCycleSchema = z.strictObject({
  kind: z.literal('one-cycle'),
  rise: z.number().gt(0).lt(1).default(0.3).describe('Share of the steps that rise; default 0.3'),
  anneal: z.enum(['cosine', 'linear']).default('cosine').describe('Form of both slopes; default cosine'),
  divide: z.number().min(1).default(25).describe('The first rate is learningRate / divide; default 25'),
  finalDivide: z
    .number()
    .min(1)
    .default(1e4)
    .describe('The last rate is the first one / finalDivide; default 1e4'),
});

/** Half cosines one after the other: Loshchilov & Hutter 2017 (SGDR); as PyTorch's CosineAnnealingWarmRestarts. */
export const cosineRestartsSchema = z.strictObject({
  kind: z.literal('cosine-restarts'),
  epochs: z.number().positive().default(1).describe('Length of the first cosine in epochs; default 1'),
  multiply: z
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('Each cosine is so many times as long as the one before; default 2'),
  floor: z.number().min(0).max(1).default(0).describe('Share of learningRate at the bottom; default 0'),
});

/** A rise along a line, then constant: as PyTorch's LinearLR. */
export const linearWarmUpSchema = z.strictObject({
  kind: z.literal('linear-warm-up'),
  share: z.number().gt(0).max(1).default(0.1).describe('Share of the steps that rise; default 0.1'),
  from: z.number().gt(0).max(1).default(0.1).describe('Share of learningRate in the first step; default 0.1'),
});

/** Multiplied by a factor every so many epochs: as PyTorch's StepLR. */
export const stepSchema = z.strictObject({
  kind: z.literal('step'),
  epochs: z.int().min(1).default(2).describe('Epochs between two falls; default 2'),
  factor: z.number().gt(0).max(1).default(0.1).describe('What each fall leaves; default 0.1'),
});

/** Multiplied by a factor when the validation loss has stopped falling: as PyTorch's ReduceLROnPlateau. */
export const plateauSchema = z.strictObject({
  kind: z.literal('plateau'),
  factor: z.number().gt(0).lt(1).default(0.1).describe('What each fall leaves; default 0.1'),
  patience: z
    .int()
    .min(0)
    .default(0)
    .describe('Epochs without progress that are put up with; the next one lowers the rate; default 0'),
  threshold: z
    .number()
    .min(0)
    .lt(1)
    .default(1e-4)
    .describe('Share of the best loss by which a loss has to be below it to count as progress; default 1e-4'),
  cooldown: z.int().min(0).default(0).describe('Epochs after a fall that are not counted; default 0'),
  floor: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Share of learningRate below which nothing falls; default 0'),
});

/** How the learning rate changes: a name, or a schedule with options by `kind`. */
export const scheduleConfigSchema = z.union([
  z.enum(['constant', 'warmup-linear', 'warmup-cosine']),
  z.discriminatedUnion('kind', [
    oneCycleSchema,
    cosineRestartsSchema,
    linearWarmUpSchema,
    stepSchema,
    plateauSchema,
  ]),
]);

/** A whole schedule, defaults filled in. */
export type ScheduleConfig = Readonly<z.output<typeof scheduleConfigSchema>>;
