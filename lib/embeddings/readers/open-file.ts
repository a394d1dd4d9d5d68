import fs from 'node:fs';
import { createGunzip } from 'node:zlib';
import { FailureError, SentilabError, UserError, errorMessage } from '../../errors/index.ts';
import type { ReadVectorsOptions } from './reader.ts';

/**
 * A file's bytes, unpacked when its name ends in `.gz`; reports progress and obeys the signal.
 *
 * @throws UserError when there is no such file; FailureError when it cannot be read
 */
export async function* openFile(
  file: string,
  { onProgress, signal }: Pick<ReadVectorsOptions, 'onProgress' | 'signal'> = {},
): AsyncGenerator<Buffer> {
  if (!fs.existsSync(file))
    throw new UserError('There is no such file of vectors.', { field: 'embedding.file', value: file });
  const size = fs.statSync(file).size;
  const raw = fs.createReadStream(file, { highWaterMark: 1 << 20, ...(signal && { signal }) });
  const stream = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  if (stream !== raw) raw.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) {
      onProgress?.(size === 0 ? 1 : raw.bytesRead / size);
      yield chunk as Buffer;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SentilabError) throw error;
    throw new FailureError(`Could not read ${file}: ${errorMessage(error)}.`, {
      fix: 'Check the file; when it was downloaded, get it again.',
      cause: error,
    });
  } finally {
    raw.destroy();
  }
}
