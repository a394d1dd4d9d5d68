import { z } from 'zod';

/** Exponential moving average of the weights (Polyak & Juditsky 1992; as PyTorch's `get_ema_multi_avg_fn`). */
export const emaSchema = z.strictObject({
  kind: z.literal('ema'),
  decay: z.number().min(0).lt(1).default(0.999).describe('What each step leaves of the mean; default 0.999'),
  warmUp: z
    .boolean()
    .default(false)
    .describe('Whether the decay is at most (1 + n) / (10 + n) at step n; default false'),
});

/** Stochastic weight averaging (Izmailov et al. 2018; as PyTorch's `AveragedModel`). */
export const swaSchema = z.strictObject({
  kind: z.literal('swa'),
  fromEpoch: z
    .int()
    .min(1)
    .optional()
    .describe('First epoch whose end counts, from 1; left out: the first after three quarters of the epochs'),
  learningRate: z
    .number()
    .positive()
    .max(10)
    .optional()
    .describe('From that epoch on; left out: that of the schedule'),
});

/** Which mean of the weights is evaluated and kept. */
export const averagingConfigSchema = z.discriminatedUnion('kind', [emaSchema, swaSchema]);
