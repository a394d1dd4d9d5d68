import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from '../errors/index.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Writes a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder.
 * When it returns the content survives a power cut; when it throws the old content is untouched.
 * Missing folders are made.
 */
export function writeFileAtomic(file: string, content: string | Uint8Array): void {
  const folder = path.dirname(file);
  // Random only in its name: two processes that write the same file must not share the temporary one.
  const temporary = path.join(
    folder,
    `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    fs.mkdirSync(folder, { recursive: true });
    const handle = fs.openSync(temporary, 'wx');
    try {
      fs.writeFileSync(handle, content);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
    syncFolder(folder);
  } catch (error) {
    removeQuietly(temporary);
    throw new FailureError(`Could not write ${file}: ${errorMessage(error)}.`, {
      fix: 'Check the free disk space and the permissions of the folder, then run the same command again.',
      cause: error,
    });
  }
}

/** A JSON file with two-space indentation and a final newline, written atomically. */
export function writeJsonAtomic(file: string, value: unknown): void {
  writeFileAtomic(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Cleans up after a failure without hiding it behind a second one. */
function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // the first error is the one to report
  }
}
