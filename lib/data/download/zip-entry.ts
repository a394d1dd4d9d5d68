import yauzl from 'yauzl';
import { buffer } from 'node:stream/consumers';
import { FailureError, errorMessage } from '../../errors/index.ts';

/**
 * One file out of a zip archive (a Python wheel is one).
 *
 * @throws FailureError when the archive is damaged or has no such file
 */
export async function readZipEntry(archive: string, entryName: string): Promise<Buffer> {
  try {
    const zip = await yauzl.openPromise(archive);
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName === entryName) return await buffer(await zip.openReadStreamPromise(entry));
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    throw new FailureError(`Could not read ${archive}: ${errorMessage(error)}.`, {
      fix: 'Delete the file and run the command again.',
      cause: error,
    });
  }
  throw new FailureError(`${archive} has no file ${entryName}.`, {
    fix: 'Delete the archive and run the command again.',
  });
}
