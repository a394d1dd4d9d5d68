import fs from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { FailureError, errorMessage } from '../../errors/index.ts';
import type { DownloadEffects } from '../download/effects.ts';
import { parseOfficialPath } from './reviews.ts';
import type { OfficialReview } from './reviews.ts';

/**
 * The reviews in an official tar.gz, all parts that are in it, in the order of the archive.
 *
 * @throws FailureError when the file cannot be read to its end
 */
export async function readArchive(file: string, effects: DownloadEffects): Promise<OfficialReview[]> {
  const reviews: OfficialReview[] = [];
  const unpack = extract();
  const read = async (): Promise<void> => {
    for await (const entry of unpack) {
      const place = entry.header.type === 'file' ? parseOfficialPath(entry.header.name) : null;
      if (!place) {
        entry.resume();
        continue;
      }
      reviews.push({ ...place, text: (await buffer(entry)).toString('utf8') });
      if (reviews.length % 1000 === 0) effects.status?.(`${reviews.length} reviews`);
    }
  };
  try {
    await Promise.all([pipeline(fs.createReadStream(file), createGunzip(), unpack), read()]);
  } catch (error) {
    throw new FailureError(`Could not read ${file} to its end: ${errorMessage(error)}.`, {
      fix: 'The archive is damaged or no tar.gz: get it again.',
      cause: error,
    });
  }
  return reviews;
}
