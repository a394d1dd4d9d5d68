import { z } from 'zod';

/** One entry of `parameters`; which fields belong together is checked when it is read. */
export const wandbParameterSchema = z.strictObject({
  distribution: z.string().exactOptional(),
  value: z.json().exactOptional(),
  values: z.array(z.json()).min(1).exactOptional(),
  probabilities: z.array(z.number().min(0)).exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  mu: z.number().exactOptional(),
  sigma: z.number().exactOptional(),
  q: z.number().exactOptional(),
  a: z.number().exactOptional(),
  b: z.number().exactOptional(),
  parameters: z.record(z.string(), z.unknown()).exactOptional(),
});

export type WandbParameter = z.infer<typeof wandbParameterSchema>;

/** What of a sweep configuration is read, and the keys that say only where and how W&B runs it. */
export const wandbSweepSchema = z.strictObject({
  method: z.enum(['grid', 'random', 'bayes']),
  metric: z
    .strictObject({
      name: z.string(),
      goal: z.enum(['minimize', 'maximize']).default('minimize'),
      target: z.number().exactOptional(),
    })
    .exactOptional(),
  parameters: z.record(z.string(), z.unknown()),
  early_terminate: z
    .strictObject({
      type: z.literal('hyperband'),
      min_iter: z.int().min(1).exactOptional(),
      max_iter: z.int().min(1).exactOptional(),
      s: z.int().min(1).exactOptional(),
      eta: z.int().min(2).default(3),
    })
    .exactOptional(),
  run_cap: z.int().min(1).exactOptional(),
  name: z.string().exactOptional(),
  description: z.string().exactOptional(),
  program: z.string().exactOptional(),
  project: z.string().exactOptional(),
  entity: z.string().exactOptional(),
  command: z.array(z.string()).exactOptional(),
});
