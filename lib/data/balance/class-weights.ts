import { UserError } from '../../errors/index.ts';

/**
 * What an example of each class counts in the loss so that both classes count the same in all: n / (2 · n_class), the
 * formula of scikit-learn's `class_weight='balanced'`. Their mean over the examples is 1.
 *
 * @throws UserError when there is only one class
 */
export function classWeights(
  examples: readonly { readonly label: 0 | 1 }[],
): readonly [negative: number, positive: number] {
  const [negatives, positives] = bothClasses(examples);
  return [examples.length / (2 * negatives), examples.length / (2 * positives)];
}

/**
 * Examples per class.
 *
 * @throws UserError when one has none: nothing can balance it
 */
export function bothClasses(
  examples: readonly { readonly label: 0 | 1 }[],
): readonly [negatives: number, positives: number] {
  const positives = examples.filter(({ label }) => label === 1).length;
  const counts = [examples.length - positives, positives] as const;
  if (counts[0] === 0 || counts[1] === 0)
    throw new UserError('Only examples of both classes can be balanced.', {
      field: 'balance',
      value: { negative: counts[0], positive: counts[1] },
      fix: 'Use more data, or balance: "none".',
    });
  return counts;
}
