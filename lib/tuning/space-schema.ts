import { z } from 'zod';
import type { Dimension } from './dimensions/dimension.ts';

// Bounds are compared in dimensions/*: there the message can say the rule and the fix.
const scale = z
  .enum(['linear', 'log'])
  .default('linear')
  .describe('log draws evenly over orders of magnitude');

/** One parameter as JSON. Defaults: `scale` linear, an int's `step` 1. */
export const dimensionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('float'),
    low: z.number(),
    high: z.number(),
    scale,
    step: z.number().exactOptional().describe('Only low, low + step, … exist'),
  }),
  z.strictObject({
    kind: z.literal('int'),
    low: z.int(),
    high: z.int(),
    scale,
    step: z.int().default(1),
  }),
  z.strictObject({
    kind: z.literal('categorical'),
    choices: z.array(z.union([z.number(), z.string(), z.boolean()])),
  }),
]);

/** A space as JSON: `{ parameters: { lr: { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' } } }`. */
export const spaceSchema = z.strictObject({
  parameters: z.record(z.string(), dimensionSchema),
});

/** What `Space.toJSON` gives. */
export interface SpaceJson {
  readonly parameters: Readonly<Record<string, Dimension>>;
}
