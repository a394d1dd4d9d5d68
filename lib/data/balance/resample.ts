import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import { bothClasses } from './class-weights.ts';

interface Labelled {
  readonly label: 0 | 1;
}

/** How examples are drawn. */
export interface ResampleOptions {
  /** Decides which examples are repeated or left out. */
  readonly rng: Rng;
  /** Share of positive examples that is wanted. Default 0.5. */
  readonly positiveShare?: number;
}

/**
 * All examples, and of the class that has too few as many again as the share wants: every one of them equally often, once
 * more for some chosen at random. Repeats come behind the examples, in their order.
 *
 * @throws UserError when there is only one class, or the share is not between 0 and 1
 */
export function oversample<T extends Labelled>(examples: readonly T[], options: ResampleOptions): T[] {
  const { label, other, share } = lacking(examples, options);
  const class_ = examples.filter((example) => example.label === label);
  const repeats = Math.round((share / (1 - share)) * other) - class_.length;
  const rounds = Math.floor(repeats / class_.length);
  const rest = chosen(class_.length, repeats - rounds * class_.length, options.rng.split('oversample'));
  return [
    ...examples,
    ...Array.from({ length: rounds }, () => class_).flat(),
    ...class_.filter((_, i) => rest.has(i)),
  ];
}

/**
 * All examples of the class that has too few, and of the other only as many as the share wants, chosen at random. The
 * order is kept.
 *
 * @throws UserError when there is only one class, or the share is not between 0 and 1
 */
export function undersample<T extends Labelled>(examples: readonly T[], options: ResampleOptions): T[] {
  const { label, own, other, share } = lacking(examples, options);
  const kept = chosen(other, Math.round(((1 - share) / share) * own), options.rng.split('undersample'));
  let number = 0;
  return examples.filter((example) => example.label === label || kept.has(number++));
}

/** The class whose share is below what is wanted, and how many examples it and the other have. */
function lacking(examples: readonly Labelled[], { positiveShare = 0.5 }: ResampleOptions) {
  if (!(positiveShare > 0 && positiveShare < 1))
    throw new UserError('The share of a class lies between 0 and 1.', {
      field: 'positiveShare',
      value: positiveShare,
      fix: 'Use for example 0.5.',
    });
  const [negatives, positives] = bothClasses(examples);
  return positives / examples.length < positiveShare
    ? { label: 1 as const, own: positives, other: negatives, share: positiveShare }
    : { label: 0 as const, own: negatives, other: positives, share: 1 - positiveShare };
}

/** `count` of the numbers below `of`. */
function chosen(of: number, count: number, rng: Rng): Set<number> {
  return new Set(rng.shuffle(Array.from({ length: of }, (_, i) => i)).slice(0, count));
}
