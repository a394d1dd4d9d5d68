import { UserError } from '../../errors/index.ts';
import type { Example, UnlabelledText } from '../types.ts';

/** The parts of the official archive. */
export const IMDB_PARTS = ['train', 'test', 'unlabelled'] as const;
export type ImdbPart = (typeof IMDB_PARTS)[number];
/** The parts whose reviews have a label. */
export type ImdbHalf = Exclude<ImdbPart, 'unlabelled'>;

/** What a path in the official layout says: `train/pos/<number>_<rating>.txt`, `train/unsup/<number>_0.txt`. */
export interface OfficialPlace {
  readonly part: ImdbPart;
  /** Null for the unlabelled reviews. */
  readonly label: 0 | 1 | null;
  readonly number: number;
  /** Stars, 1–10; absent where the file name says 0 or the review came without a file name. */
  readonly rating?: number;
}

/** A review by its place in the official folders. */
export interface OfficialReview extends OfficialPlace {
  readonly text: string;
}

/** Reviews of one film lie together in the official order; this many consecutive numbers of a class are one group. */
export const BLOCK = 50;

const PATH = /(?:^|[\\/])(train|test)[\\/](pos|neg|unsup)[\\/](\d{1,9})_(\d{1,2})\.txt$/;

/** What a path in the official layout says, or null when it is no review (`test/unsup` does not exist). */
export function parseOfficialPath(file: string): OfficialPlace | null {
  const match = PATH.exec(file);
  if (!match) return null;
  const [, half, folder, number, stars] = match;
  if (folder === 'unsup' && half === 'test') return null;
  const rating = Number(stars);
  return {
    part: folder === 'unsup' ? 'unlabelled' : (half as ImdbHalf),
    label: folder === 'unsup' ? null : folder === 'pos' ? 1 : 0,
    number: Number(number),
    ...(rating >= 1 && rating <= 10 && { rating }),
  };
}

/**
 * The reviews of one part in the official order: negative before positive, then by number.
 *
 * @param where how messages call the place they came from
 * @throws UserError when a class is missing or a number is there twice
 */
export function inOfficialOrder(reviews: readonly OfficialReview[], part: ImdbPart, where: string): OfficialReview[] {
  const own = reviews.filter((review) => review.part === part);
  if (part !== 'unlabelled')
    for (const label of [0, 1] as const)
      if (!own.some((review) => review.label === label))
        throw new UserError(`No ${label === 1 ? 'positive' : 'negative'} reviews of the ${part} half were found.`, {
          field: where,
          fix: `Give the official archive (aclImdb_v1.tar.gz) or the folder it unpacks to: aclImdb/${part}/{pos,neg}/<number>_<rating>.txt.`,
        });
  const sorted = own.sort((a, b) => (a.label ?? 0) - (b.label ?? 0) || a.number - b.number);
  const twice = sorted.find((review, i) => idOf(review) === (sorted[i + 1] && idOf(sorted[i + 1] as OfficialReview)));
  if (twice)
    throw new UserError('Two reviews have the same number.', {
      field: where,
      value: idOf(twice),
      fix: 'Give the archive as it was published.',
    });
  return sorted;
}

/** `imdb/train/neg/12499`, `imdb/train/unsup/7`. The rating is no part of it: not every way to the data carries it. */
export function idOf({ part, label, number }: OfficialPlace): string {
  return label === null
    ? `imdb/train/unsup/${number}`
    : `imdb/${part}/${label === 1 ? 'pos' : 'neg'}/${number}`;
}

/** The example of a review with a label; its group is its block of 50. */
export function exampleOf(half: ImdbHalf, label: 0 | 1, number: number, text: string, rating?: number): Example {
  const folder = `imdb/${half}/${label === 1 ? 'pos' : 'neg'}`;
  return {
    id: `${folder}/${number}`,
    text,
    label,
    group: `${folder}/block-${Math.floor(number / BLOCK)}`,
    ...(rating !== undefined && { rating }),
  };
}

/** A review without a label. */
export function unlabelledOf(number: number, text: string, rating?: number): UnlabelledText {
  return { id: `imdb/train/unsup/${number}`, text, ...(rating !== undefined && { rating }) };
}
