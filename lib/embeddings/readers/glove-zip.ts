import path from 'node:path';
import yauzl from 'yauzl';
import { FailureError, SentilabError, UserError, errorMessage } from '../../errors/index.ts';
import type { FloatVectors } from '../float-vectors.ts';
import type { ReadVectorsOptions } from './reader.ts';
import { readTextLines } from './text-lines.ts';

/** Lengths of the vectors in the official archive. */
export type GloveDimensions = 50 | 100 | 200 | 300;

export interface ReadGloveZipOptions extends ReadVectorsOptions {
  /** Which of the files: glove.6B.50d.txt, … */
  readonly dimensions: GloveDimensions;
}

/**
 * One of the four files of the official glove.6B.zip, streamed out of the archive: nothing is unpacked to disk, and only
 * the words that are kept take memory.
 *
 * @throws UserError when there is no archive or no such file in it; FailureError when it is damaged
 */
export async function readGloveZip(file: string, options: ReadGloveZipOptions): Promise<FloatVectors> {
  const { dimensions, keep } = options;
  const chunks = zipEntry(file, `glove.6B.${dimensions}d.txt`, options);
  return readTextLines(chunks, {
    name: `${path.basename(file)}/glove.6B.${dimensions}d.txt`,
    header: false,
    keep,
    dimensions,
  });
}

/** The unpacked bytes of one entry; yauzl checks its size and CRC-32. */
async function* zipEntry(
  file: string,
  name: string,
  { onProgress, signal }: ReadVectorsOptions,
): AsyncGenerator<Buffer> {
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new UserError('There is no such archive.', {
        field: 'embedding.file',
        value: file,
        fix: 'Run: npm run data -- glove',
      });
    throw broken(file, error);
  }
  try {
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (path.posix.basename(entry.fileName) !== name) continue;
      const stream = await zip.openReadStreamPromise(entry);
      let read = 0;
      for await (const chunk of stream) {
        signal?.throwIfAborted();
        read += (chunk as Buffer).length;
        onProgress?.(read / entry.uncompressedSize);
        yield chunk as Buffer;
      }
      return;
    }
    throw new UserError(`${path.basename(file)} has no file ${name}.`, {
      field: 'embedding.dimensions',
      value: names.slice(0, 8),
      fix: 'The official archive is glove.6B.zip, with 50, 100, 200 and 300 dimensions.',
    });
  } catch (error) {
    if (error instanceof SentilabError || signal?.aborted) throw error;
    throw broken(file, error);
  } finally {
    zip.close();
  }
}

function broken(file: string, error: unknown): FailureError {
  return new FailureError(`Could not read ${file}: ${errorMessage(error)}.`, {
    fix: 'Get the archive again.',
    cause: error,
  });
}
