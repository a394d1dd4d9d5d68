import { z } from 'zod';
import type { Rng } from '../../random/index.ts';
import { classWeights } from './class-weights.ts';
import { oversample, undersample } from './resample.ts';

/** What is done about classes of different size, in training only. Left out means `none`. */
export const balanceSchema = z
  .enum(['none', 'oversample', 'undersample', 'class-weights'])
  .describe(
    'none; oversample: repeat examples of the smaller class; undersample: leave out examples of the larger one; ' +
      'class-weights: let the smaller class count more in the loss',
  );

export type Balance = z.infer<typeof balanceSchema>;

/** Examples to train on, and what each class counts in the loss. */
export interface Balanced<T> {
  readonly examples: readonly T[];
  /** Only with `class-weights`. */
  readonly classWeights?: readonly [negative: number, positive: number];
}

/**
 * Balances the classes of a training part: half and half, by repeating, leaving out or weighing.
 *
 * @throws UserError when there is only one class, unless `none`
 */
export function balanceExamples<T extends { readonly label: 0 | 1 }>(
  examples: readonly T[],
  balance: Balance,
  rng: Rng,
): Balanced<T> {
  switch (balance) {
    case 'none':
      return { examples };
    case 'oversample':
      return { examples: oversample(examples, { rng }) };
    case 'undersample':
      return { examples: undersample(examples, { rng }) };
    case 'class-weights':
      return { examples, classWeights: classWeights(examples) };
  }
}
