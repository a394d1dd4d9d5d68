import { UserError } from '../errors/index.ts';
import type { Trainable } from '../models/index.ts';
import { DEFAULT_OPTIMIZER } from '../runtime/index.ts';
import type { TrainingConfig } from './config.ts';

/**
 * Gives the model the configuration's optimizer; Adam where it names none.
 *
 * @throws UserError when one is named and the model has its own
 */
export function chooseOptimizer(
  trainable: Trainable,
  { optimizer }: Pick<TrainingConfig, 'optimizer'>,
): void {
  if (trainable.useOptimizer) trainable.useOptimizer(optimizer ?? DEFAULT_OPTIMIZER);
  else if (optimizer !== undefined)
    throw new UserError('This model has an optimizer of its own.', {
      field: 'training.optimizer',
      value: optimizer.kind,
      fix: 'Leave optimizer out.',
    });
}
