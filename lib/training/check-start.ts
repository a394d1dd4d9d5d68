import { UserError } from '../errors/index.ts';
import type { FitEffects, TrainingData } from './effects.ts';

/** @throws UserError for empty parts, or a checkpoint of another seed */
export function checkStart(data: TrainingData, { from, rng }: Pick<FitEffects, 'from' | 'rng'>): void {
  for (const part of ['train', 'validation'] as const)
    if (data[part].length === 0)
      throw new UserError('Training needs examples in both parts.', {
        field: part,
        value: [],
        fix: 'Give the split a larger share for this part, or more data.',
      });
  if (from && from.seed !== rng.seed)
    throw new UserError('A checkpoint goes on with the seed it was made with.', {
      field: 'rng.seed',
      value: rng.seed,
      fix: `Use seed ${from.seed}, or train from the beginning.`,
    });
}
