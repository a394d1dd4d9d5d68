import { UserError } from '../../errors/index.ts';
import type { Example } from '../types.ts';

/** A review by its place in the official folders: `train/pos/<number>_<rating>.txt`. */
export interface OfficialReview {
  readonly label: 0 | 1;
  readonly number: number;
  readonly text: string;
}

/** Reviews of one film lie together in the official order; this many consecutive numbers of a class are one group. */
export const BLOCK = 50;

/**
 * The reviews as examples in the official order, negative before positive. The rating is no part of the id, because not
 * every way to the data carries it.
 *
 * @throws UserError when a class is missing or a number is there twice
 */
export function toExamples(reviews: readonly OfficialReview[], where: string): Example[] {
  for (const label of [0, 1] as const)
    if (!reviews.some((review) => review.label === label))
      throw new UserError(`No ${label === 1 ? 'positive' : 'negative'} reviews were found.`, {
        field: where,
        fix: 'Give the official archive (aclImdb_v1.tar.gz) or the folder it unpacks to: aclImdb/train/{pos,neg}/<number>_<rating>.txt.',
      });
  const sorted = [...reviews].sort((a, b) => a.label - b.label || a.number - b.number);
  const examples = sorted.map(({ label, number, text }) => exampleOf(label, number, text));
  const twice = examples.find(({ id }, i) => id === examples[i + 1]?.id);
  if (twice)
    throw new UserError('Two reviews have the same number.', { field: where, value: twice.id, fix: 'Give the archive as it was published.' });
  return examples;
}

/** The example of one review; its group is its block of 50. */
export function exampleOf(label: 0 | 1, number: number, text: string): Example {
  const folder = `imdb/train/${label === 1 ? 'pos' : 'neg'}`;
  return { id: `${folder}/${number}`, text, label, group: `${folder}/block-${Math.floor(number / BLOCK)}` };
}

/** What a path in the official layout says, or null when it is no review of the train half. */
export function parseOfficialPath(file: string): Omit<OfficialReview, 'text'> | null {
  const match = /(?:^|[\\/])train[\\/](pos|neg)[\\/](\d+)_\d+\.txt$/.exec(file);
  return match ? { label: match[1] === 'pos' ? 1 : 0, number: Number(match[2]) } : null;
}
