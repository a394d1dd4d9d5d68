import fs from 'node:fs';
import { once } from 'node:events';
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
  const handle = fs.createWriteStream(file);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let received = 0;
    const stalled = (): void => controller.abort(new Error(`nothing more came for ${stallMs / 1000} s`));
    const reader = response.body.getReader();
    for (;;) {
      const { done, value: chunk } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(stalled, stallMs);
      received += chunk.length;
      if (!handle.write(chunk)) await once(handle, 'drain');
      effects.status?.(`${mib(received)}${total > 0 ? ` of ${mib(total)}` : ''} MiB`);
    }
    handle.end();
    await once(handle, 'finish');
  } catch (error) {
    handle.destroy();
    throw new FailureError(`Could not download ${url}: ${reason(error)}.`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** fetch says "fetch failed" and keeps the reason inside. */
function reason(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? errorMessage(error.cause) : errorMessage(error);
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
