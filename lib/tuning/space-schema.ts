import { z } from 'zod';
import type { Branches, Dimensions } from './dimensions/branch.ts';

// Bounds are compared in dimensions/*: there the message can say the rule and the fix.
const scale = z
  .enum(['linear', 'log'])
  .default('linear')
  .describe('log draws evenly over orders of magnitude');
const choices = z.array(z.union([z.number(), z.string(), z.boolean()])).readonly();
const branches: z.ZodType<Branches> = z.lazy(() =>
  z.record(z.string(), z.record(z.string(), dimensionSchema)),
);

/** One parameter as JSON. Defaults: `scale` linear, an int's `step` 1, no `branches`. */
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
    choices,
    branches: branches.exactOptional().describe('By choice, the parameters that exist beside it alone'),
  }),
  z.strictObject({
    kind: z.literal('ordered'),
    choices: choices.describe('From one end to the other'),
    branches: branches.exactOptional().describe('By choice, the parameters that exist beside it alone'),
  }),
]);

/**
 * A space as JSON: `{ parameters: { lr: { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' } } }`. A constraint is code: JSON
 * holds its rule in words.
 */
export const spaceSchema = z.strictObject({
  parameters: z.record(z.string(), dimensionSchema),
  constraints: z.array(z.string()).min(1).exactOptional(),
});

/** What `Space.toJSON` gives. */
export interface SpaceJson {
  readonly parameters: Dimensions;
  /** The rules of the constraints, in words. Absent without constraints. */
  readonly constraints?: readonly string[];
}
