import { z } from 'zod';
import { lowercase } from './lowercase.ts';
import type { StepDefinition } from './step.ts';
import { whitespace } from './whitespace.ts';

/** Every kind of step, by `kind`. A new one adds its line here and in `stepSchema`. */
const STEPS: readonly StepDefinition[] = [lowercase, whitespace];

/** One step of a text pipeline: its `kind` and that kind's options. */
export const stepSchema = z.discriminatedUnion('kind', [lowercase.schema, whitespace.schema]);

/** A step with its options, defaults filled in. */
export type StepConfig = Readonly<z.infer<typeof stepSchema>>;

/** What a person may write of a step. */
export type StepConfigInput = Readonly<z.input<typeof stepSchema>>;

/** The definition of a step's kind; every kind that `stepSchema` lets through has one. */
export function stepOf(kind: StepConfig['kind']): StepDefinition {
  const found = STEPS.find((step) => step.kind === kind);
  if (!found) throw new Error(`The step "${kind}" is in the schema but not in the list.`);
  return found;
}
