import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { FailureError, errorMessage } from '../../errors/index.ts';
import type { DownloadEffects } from './effects.ts';

export interface FetchFileOptions {
  readonly url: string;
  /** Where the bytes go; overwritten. */
  readonly file: string;
  /** Longest wait for the first answer. Default 8,000 ms. */
  readonly connectTimeoutMs?: number;
  /** Longest silence afterwards. Default 20,000 ms. */
  readonly stallMs?: number;
}

/**
 * Downloads a file over HTTP; gives up early when the server cannot be reached or falls silent.
 *
 * @throws FailureError
 */
export async function fetchFile(options: FetchFileOptions, effects: DownloadEffects): Promise<void> {
  const { url, file, connectTimeoutMs = 8_000, stallMs = 20_000 } = options;
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(new Error(`no answer within ${connectTimeoutMs / 1000} s`)), connectTimeoutMs);
  const stalled = (): void => controller.abort(new Error(`nothing more came for ${stallMs / 1000} s`));
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const reader = response.body.getReader();
    for (let received = 0; ; ) {
      clearTimeout(timer);
      timer = setTimeout(stalled, stallMs);
      const { done, value } = await reader.read();
      if (done) return;
      received += value.length;
      effects.status?.(`${mib(received)}${total > 0 ? ` of ${mib(total)}` : ''} MiB`);
      yield value;
    }
  }
  try {
    await pipeline(chunks, fs.createWriteStream(file));
  } catch (error) {
    throw new FailureError(`Could not download ${url}: ${reason(error)}.`, { cause: error });
  } finally {
    clearTimeout(timer);
    controller.abort(); // lets go of the connection when the server refused or the disk is full
  }
}

/** fetch says "fetch failed" and keeps the reason inside. */
function reason(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? errorMessage(error.cause) : errorMessage(error);
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
