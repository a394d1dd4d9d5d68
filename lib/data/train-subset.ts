import { UserError } from '../errors/index.ts';
import { sha256Hex } from '../hash/index.ts';
import type { Example } from './types.ts';

/**
 * So many of the examples, each class by its share and chosen by a hash of the seed and the id: a smaller subset is part
 * of every larger one, so that learning curves compare like with like. The order of the examples is kept.
 *
 * @param size how many; all of them when there are no more
 * @throws UserError when it is no count, or too small to hold both classes
 */
export function trainSubset(examples: readonly Example[], size: number, seed: number): readonly Example[] {
  if (!Number.isSafeInteger(size) || size < 2)
    throw new UserError('A subset has at least two examples.', {
      field: 'trainSize',
      value: size,
      fix: 'Use for example 500.',
    });
  if (size >= examples.length) return examples;
  const positives = examples.filter(({ label }) => label === 1).length;
  const wanted = Math.round((size * positives) / examples.length);
  if (wanted === 0 || wanted === size)
    throw new UserError('A subset of this size holds one class only.', {
      field: 'trainSize',
      value: size,
      fix: 'Use a larger one.',
    });
  const chosen = new Set<string>();
  for (const [label, count] of [
    [0, size - wanted],
    [1, wanted],
  ] as const) {
    const order = examples
      .filter((example) => example.label === label)
      .map(({ id }) => ({ id, key: sha256Hex(`${seed}\n${id}`) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    for (const { id } of order.slice(0, count)) chosen.add(id);
  }
  return examples.filter(({ id }) => chosen.has(id));
}
