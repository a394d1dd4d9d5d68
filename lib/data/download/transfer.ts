import fs from 'node:fs';
import { httpGet } from './http-get.ts';
import type { HttpAnswer } from './http-get.ts';
import type { PartFile } from './part-file.ts';

export interface TransferOptions {
  readonly url: string;
  readonly part: PartFile;
  /** Bytes of the whole file. */
  readonly size: number;
  readonly connectTimeoutMs: number;
  readonly stallMs: number;
  /** Called when the server answers at all. */
  readonly answered: () => void;
  /** Called when the server begins anew: nothing of what was there before is used. */
  readonly anew: () => void;
  /** Called with the bytes that are here so far. */
  readonly progress: (bytes: number) => void;
}

/** What a server said that makes another try at it useless. */
export class Refused extends Error {}

/**
 * One connection: goes on where the part ends (HTTP Range, guarded by If-Range where the server told a validator) and
 * writes until the file is whole or the connection breaks. A server that knows no ranges starts again.
 *
 * @throws Refused when the address does not serve this file; other errors when the connection or the disk fails. What was
 *   written stays in the part.
 */
export async function transfer(options: TransferOptions): Promise<void> {
  const { url, part, size, connectTimeoutMs, stallMs } = options;
  const offset = part.size;
  const note = part.note;
  const validator = note?.url === url ? note.validator : undefined;
  const headers = {
    ...(offset > 0 && { range: `bytes=${offset}-` }),
    ...(offset > 0 && validator !== undefined && { 'if-range': validator }),
  };
  await httpGet(url, { headers, connectTimeoutMs, stallMs }, async (answer) => {
    options.answered();
    if (answer.status === 416) {
      part.remove(); // the server's file ends before ours: the next try begins anew
      throw new Error('the server has nothing from there on');
    }
    if (answer.status !== 200 && answer.status !== 206) throw unexpected(answer.status);
    const from = answer.status === 206 ? rangeStart(answer, offset, size) : 0;
    if (answer.status === 200) checkLength(answer, size);
    await write(answer, from, options);
  });
}

async function write(answer: HttpAnswer, from: number, options: TransferOptions): Promise<void> {
  const { url, part, size, progress } = options;
  const file = fs.openSync(part.path, from === 0 ? 'w' : 'r+'); // w: whatever was there is gone
  let position = from;
  try {
    if (from === 0) {
      options.anew();
      const validator = validatorOf(answer);
      part.writeNote({ url, ...(validator !== undefined && { validator }) });
    }
    await answer.read((chunk) => {
      if (position + chunk.length > size) throw new Refused(`it sends more than the ${size} bytes that are expected`);
      for (let done = 0; done < chunk.length; )
        done += fs.writeSync(file, chunk, done, chunk.length - done, position + done);
      position += chunk.length;
      progress(position);
    });
  } finally {
    fs.closeSync(file);
  }
  if (position < size) throw new Error(`the connection ended after ${position} of ${size} bytes`);
}

/** Where the bytes of a partial answer begin; they must be the ones that were asked for. */
function rangeStart(answer: HttpAnswer, offset: number, size: number): number {
  const range = answer.header('content-range') ?? '';
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range);
  if (!match || Number(match[1]) !== offset) throw new Refused(`it answers with a wrong range ("${range}")`);
  if (match[2] !== '*' && Number(match[2]) !== size) throw wrongSize(match[2] ?? '', size);
  return offset;
}

function checkLength(answer: HttpAnswer, size: number): void {
  const length = answer.header('content-length');
  if (length !== undefined && Number(length) !== size) throw wrongSize(length, size);
}

function wrongSize(length: string, size: number): Refused {
  return new Refused(`it has another file there, ${length} bytes instead of ${size}`);
}

/** Only what RFC 9110 allows in If-Range: a strong ETag, else the date of the last change. */
function validatorOf(answer: HttpAnswer): string | undefined {
  const etag = answer.header('etag');
  return etag !== undefined && !etag.startsWith('W/') ? etag : answer.header('last-modified');
}

function unexpected(status: number): Error {
  const message = `the server answered ${status}`;
  return status >= 500 || status === 408 || status === 429 ? new Error(message) : new Refused(message);
}
