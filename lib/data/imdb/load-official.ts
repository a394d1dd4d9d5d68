import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors/index.ts';
import { fingerprintOfStream } from '../stream-fingerprint.ts';
import type { Dataset } from '../types.ts';
import { readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';
import { exampleOf, inOfficialOrder, type ImdbHalf } from './reviews.ts';

/** Options of `loadOfficial`. */
export interface LoadOfficialOptions {
  /** Which half; default: the one that is there, and `test` when both are. */
  readonly part?: ImdbHalf;
  /** Told what is being done, many times a second. */
  readonly status?: (text: string) => void;
}

/**
 * One half of an official IMDB archive or of the folder it unpacks to, read where it lies: nothing is prepared or kept.
 *
 * @param from `aclImdb_v1.tar.gz`, the folder `aclImdb`, or its `train` or `test`
 * @throws UserError when it is not there or not in the official layout; FailureError when an archive is damaged
 */
export async function loadOfficial(from: string, options: LoadOfficialOptions = {}): Promise<Dataset> {
  const { status } = options;
  const stat = fs.statSync(from, { throwIfNoEntry: false });
  if (!stat) throw new UserError('There is no such file or folder.', { field: 'data', value: from, fix: 'Check the path.' });
  const reviews = stat.isDirectory()
    ? readFolder(from)
    : await readArchive(from, { log: () => undefined, ...(status && { status }) });
  const part = options.part ?? (reviews.some((review) => review.part === 'test') ? 'test' : 'train');
  const examples = inOfficialOrder(reviews, part, from).flatMap(({ label, number, text, rating }) =>
    label === null ? [] : [exampleOf(part, label, number, text, rating)],
  );
  return {
    name: part === 'train' ? 'imdb' : 'imdb-test',
    title: `IMDB film reviews (${part} half of ${path.basename(path.resolve(from))})`,
    attribution:
      'Maas et al. (2011), Large Movie Review Dataset v1.0; no stated licence: for use here, not for passing on',
    labels: ['negative', 'positive'],
    examples,
    fingerprint: await fingerprintOfStream(examples),
  };
}
