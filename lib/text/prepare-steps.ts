import { UserError } from '../errors/index.ts';
import { stepOf } from './steps/index.ts';
import type { StepConfig } from './steps/index.ts';
import type { Work } from './steps/step.ts';

/**
 * Steps ready to run, in their order.
 *
 * @param learned what each step learnt, null for those that learn nothing
 * @throws UserError when there is not one entry per step, or one is not what its step learns
 */
export async function prepareSteps(
  steps: readonly StepConfig[],
  learned: readonly unknown[],
): Promise<Work[]> {
  if (learned.length !== steps.length)
    throw new UserError('A pipeline has one entry of what was learnt per step.', {
      field: 'pipeline.learned',
      value: learned.length,
      fix: `There are ${steps.length} steps.`,
    });
  return Promise.all(steps.map((step, i) => stepOf(step.kind).prepare(step, learned[i], i)));
}
