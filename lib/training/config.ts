import { z } from 'zod';
import { adversarialConfigSchema, lossConfigSchema } from '../models/index.ts';
import { optimizerConfigSchema } from '../runtime/index.ts';
import { averagingConfigSchema } from './averaging/config.ts';
import { dropoutScheduleSchema } from './dropout-schedule.ts';
import { scheduleConfigSchema } from './schedules/config.ts';

/**
 * How a model is trained. Every field has a default or may be left out, so `{}` is a whole configuration. What came later
 * is left out by default: a definition that does not name it keeps its hash.
 */
export const trainingConfigSchema = z.strictObject({
  epochs: z.int().min(1).max(1000).default(6).describe('Passes over the training examples at most'),
  batchSize: z.int().min(1).max(4096).default(32).describe('Examples per optimizer step'),
  learningRate: z.number().positive().max(10).default(0.002).describe('The largest of the schedule'),
  schedule: scheduleConfigSchema
    .default('constant')
    .describe(
      'constant, or rising over the first tenth of the steps and then falling to 0 along a line or a half cosine, or another by kind',
    ),
  clipNorm: z
    .number()
    .positive()
    .nullable()
    .default(1)
    .describe('Largest global norm of the gradient; null: never scaled down'),
  clipValue: z
    .number()
    .positive()
    .optional()
    .describe('Largest absolute value of a gradient element, cut before clipNorm; left out: any'),
  optimizer: optimizerConfigSchema
    .optional()
    .describe('How weights follow their gradients; left out: Adam with the constants of its paper'),
  lengthNoise: z
    .number()
    .min(0)
    .optional()
    .describe(
      'How loosely texts of similar length share a batch, 0.1 when left out; from some hundreds on a plain shuffle',
    ),
  accumulate: z
    .int()
    .min(1)
    .max(1024)
    .optional()
    .describe('Batches whose gradients make one optimizer step; left out: 1'),
  loss: lossConfigSchema.optional().describe('What is minimised; left out: plain cross-entropy'),
  adversarial: adversarialConfigSchema
    .optional()
    .describe('A second loss on perturbed word vectors; left out: none'),
  averaging: averagingConfigSchema
    .optional()
    .describe('Which mean of the weights is evaluated and kept; left out: none, the weights themselves'),
  dropoutSchedule: dropoutScheduleSchema
    .optional()
    .describe("Factor on all of the model's dropout rates over the training; left out: 1"),
  patience: z
    .int()
    .min(1)
    .nullable()
    .default(2)
    .describe('Stops after this many epochs without a better validation loss; null: never'),
  restore: z
    .enum(['best', 'last'])
    .optional()
    .describe(
      'Weights that the model has in the end: those of the epoch with the least validation loss, or of the last one; left out: best',
    ),
  minDelta: z.number().min(0).default(0).describe('Nats that count as better for patience'),
});

/** A whole training configuration, defaults filled in. */
export type TrainingConfig = Readonly<z.output<typeof trainingConfigSchema>>;
/** What a person may write: any field left out takes its default. */
export type TrainingConfigInput = Readonly<z.input<typeof trainingConfigSchema>>;
