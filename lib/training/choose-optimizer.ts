import { UserError } from '../errors/index.ts';
import type { Trainable } from '../models/index.ts';
import { DEFAULT_OPTIMIZER } from '../runtime/index.ts';
import type { TrainingConfig } from './config.ts';

/**
 * Gives the model the configuration's optimizer; Adam where it names none.
 *
 * @throws UserError when one is named and the model has its own, or when it can not do what else is asked
 */
export function chooseOptimizer(
  trainable: Trainable,
  { optimizer, averaging }: Pick<TrainingConfig, 'optimizer' | 'averaging'>,
): void {
  if (averaging !== undefined && (!trainable.average || !trainable.swapAverage))
    throw new UserError('This model keeps no mean of its weights.', {
      field: 'training.averaging',
      value: averaging.kind,
      fix: 'Leave averaging out.',
    });
  if (trainable.useOptimizer) trainable.useOptimizer(optimizer ?? DEFAULT_OPTIMIZER);
  else if (optimizer !== undefined)
    throw new UserError('This model has an optimizer of its own.', {
      field: 'training.optimizer',
      value: optimizer.kind,
      fix: 'Leave optimizer out.',
    });
}
