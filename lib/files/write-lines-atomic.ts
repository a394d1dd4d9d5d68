import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FailureError, errorMessage } from '../errors/index.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Writes pieces of text as they come, into a temporary file that gets its name when it is whole, synced as
 * `writeFileAtomic`. The next piece is asked for when the disk has taken the last ones. When the pieces or the disk fail,
 * what was there before stays.
 *
 * @throws FailureError when the disk takes no more; what the pieces throw
 */
export async function writeLinesAtomic(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(
    folder,
    `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    fs.mkdirSync(folder, { recursive: true });
    await pipeline(Readable.from(pieces), fs.createWriteStream(temporary, { flags: 'wx' }));
    const handle = fs.openSync(temporary, 'r+');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
    syncFolder(folder);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new FailureError(`Could not write ${file}: ${errorMessage(error)}.`, {
      fix: 'Check the free disk space and the permissions of the folder, then run the same command again.',
      cause: error,
    });
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
