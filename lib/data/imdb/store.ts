import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError } from '../../errors/index.ts';
import { sha256File, writeFileAtomic } from '../../files/node.ts';
import { readLines } from '../own-file/read-lines.ts';
import { reviewLines } from './line.ts';
import { processedFolder, readManifest, writeManifest } from './manifest.ts';
import type { ImdbPartManifest } from './manifest.ts';
import type { ImdbPart, OfficialReview } from './reviews.ts';

/** The command that gets the data, for messages. */
export const GET_IMDB = 'npm run data -- imdb';

/** SHA-256 over ids, labels and texts of the official parts, whichever way they came. The test half's is not known here. */
export const OFFICIAL_FINGERPRINTS: Readonly<Partial<Record<ImdbPart, string>>> = {
  train: '24b60fef2cd1fc9ea096faafa28218dd59e439c8932248e16404d7ad24e0bd10',
  unlabelled: 'fcbf2d2fb67154e4c366daa664736ee4cc524c0d2010a77a086e5c280d61ae67',
};

/** The reviews of one part in the form that is stored. */
export interface PackedImdb {
  readonly part: ImdbPart;
  readonly content: Buffer;
  readonly facts: Omit<ImdbPartManifest, 'file' | 'from'>;
}

/**
 * @param reviews of one part, in the official order
 * @param fromOfficialArchive whether they came out of the archive with the official checksum
 */
export function packImdb(
  part: ImdbPart,
  reviews: readonly OfficialReview[],
  fromOfficialArchive: boolean,
): PackedImdb {
  const bare = createHash('sha256');
  const lines = reviews.map((review) => {
    const { hashed, stored } = reviewLines(review);
    bare.update(hashed);
    return stored;
  });
  const fingerprint = bare.digest('hex');
  const content = Buffer.from(lines.join(''));
  return {
    part,
    content,
    facts: {
      sha256: createHash('sha256').update(content).digest('hex'),
      fingerprint,
      examples: reviews.length,
      ratings: reviews.some(({ rating }) => rating !== undefined),
      official: fingerprint === OFFICIAL_FINGERPRINTS[part] || fromOfficialArchive,
    },
  };
}

/**
 * Stores parts; those that are not given stay. A reader sees the old data or the new, never a mixture: files are named by
 * their content, and the manifest, written last, names the files.
 *
 * @param from where they came from, for people
 */
export function writeImdb(root: string, packed: readonly PackedImdb[], from: string): void {
  const folder = processedFolder(root);
  const parts = { ...readManifest(root) };
  for (const { part, content, facts } of packed) {
    const file = `${part}-${facts.sha256.slice(0, 12)}.jsonl`;
    writeFileAtomic(path.join(folder, file), content);
    parts[part] = { file, ...facts, from };
  }
  writeManifest(root, parts);
  const named = new Set(Object.values(parts).map(({ file }) => file));
  for (const name of fs.readdirSync(folder))
    if (/^(train|test|unlabelled)-[0-9a-f]{12}\.jsonl$/.test(name) && !named.has(name))
      fs.rmSync(path.join(folder, name), { force: true });
}

/**
 * What the manifest says of a part that is here.
 *
 * @throws UserError when it is not, with the command that gets it
 */
export function needPart(root: string, part: ImdbPart): ImdbPartManifest {
  const manifest = readManifest(root)[part];
  if (manifest) return manifest;
  throw new UserError(`${THE_REVIEWS[part]} are not on this machine yet.`, {
    field: 'data',
    value: part === 'train' ? 'imdb' : { kind: 'imdb', part },
    fix: `Run: ${GET_IMDB}${part === 'train' ? '' : ` --part ${part}`}`,
  });
}

const THE_REVIEWS: Readonly<Record<ImdbPart, string>> = {
  train: 'The IMDB reviews',
  test: 'The IMDB reviews of the test half',
  unlabelled: 'The unlabelled IMDB reviews',
};

/**
 * The stored lines of a part, in their order, after the file's checksum was verified.
 *
 * @throws UserError when it is not here; FailureError when the bytes are not those that were written
 */
export async function* readImdbLines(root: string, part: ImdbPart, signal?: AbortSignal): AsyncGenerator<string> {
  const { file: name, sha256 } = needPart(root, part);
  const file = path.join(processedFolder(root), name);
  const found = fs.existsSync(file) ? await sha256File(file) : 'no file';
  if (found !== sha256)
    throw new FailureError(`${file} has wrong bytes (SHA-256 ${found}, expected ${sha256}).`, {
      fix: `Run: ${GET_IMDB}`,
    });
  for await (const { text } of readLines(file)) {
    signal?.throwIfAborted();
    yield text;
  }
}
