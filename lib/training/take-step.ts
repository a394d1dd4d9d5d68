import type { Batch, StepOptions, StepResult, Trainable } from '../models/index.ts';
import { UserError } from '../errors/index.ts';

/**
 * One optimizer step on one or several batches.
 *
 * @throws UserError when the model cannot add up gradients
 */
export function takeStep(trainable: Trainable, batches: readonly Batch[], options: StepOptions): StepResult {
  const [only] = batches;
  if (only !== undefined && batches.length === 1) return trainable.step(only, options);
  if (trainable.stepOver === undefined)
    throw new UserError('This model cannot add up the gradients of several batches.', {
      field: 'training.accumulate',
      value: batches.length,
      fix: 'Leave accumulate out and use a larger batchSize.',
    });
  return trainable.stepOver(batches, options);
}
