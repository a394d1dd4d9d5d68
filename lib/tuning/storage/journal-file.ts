import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from '../../errors/index.ts';
import { syncFolder } from '../../files/node.ts';

/**
 * A journal's bytes: lines are added whole or not at all. When a line cannot be written whole (full disk), what was
 * written of it is taken back, and the next write works. Whoever writes holds the journal's lock.
 */
export class JournalFile {
  readonly file: string;
  #handle: number | null;
  /** Bytes that are known to be whole lines. */
  #size = 0;

  /** Opens the file; a new one is made. */
  constructor(file: string) {
    this.file = file;
    const isNew = !fs.existsSync(file);
    this.#handle = fs.openSync(file, 'a+');
    if (isNew) syncFolder(path.dirname(file));
  }

  get size(): number {
    return this.#size;
  }

  /** The known bytes. */
  readKnown(): Buffer {
    return this.#read(0, this.#size);
  }

  /** All that lies behind the known bytes. */
  readRest(): Buffer {
    return this.#read(this.#size, Math.max(this.#size, fs.fstatSync(this.#open()).size));
  }

  /** So many more bytes are whole lines. */
  advance(bytes: number): void {
    this.#size += bytes;
  }

  /** Cuts off all that lies behind the known bytes. */
  cutRest(): void {
    const handle = this.#open();
    fs.ftruncateSync(handle, this.#size);
    fs.fsyncSync(handle);
  }

  /** @throws FailureError when the line could not be written; then the file is as before */
  write(text: string, durable: boolean): void {
    const handle = this.#open();
    const bytes = Buffer.from(text);
    try {
      // What an earlier failure left, if it could not be taken back then.
      if (fs.fstatSync(handle).size !== this.#size) fs.ftruncateSync(handle, this.#size);
      for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done);
      if (durable) fs.fsyncSync(handle);
      this.#size += bytes.length;
    } catch (error) {
      takeBack(handle, this.#size);
      throw new FailureError(`Could not write to the journal ${this.file}: ${errorMessage(error)}.`, {
        fix: 'Free some disk space or check the permissions, then run the same command again: nothing finished is lost.',
        cause: error,
      });
    }
  }

  close(): void {
    if (this.#handle !== null) fs.closeSync(this.#handle);
    this.#handle = null;
  }

  #read(from: number, to: number): Buffer {
    const handle = this.#open();
    const bytes = Buffer.allocUnsafe(to - from);
    let done = 0;
    while (done < bytes.length) {
      const got = fs.readSync(handle, bytes, done, bytes.length - done, from + done);
      if (got === 0) break;
      done += got;
    }
    return bytes.subarray(0, done);
  }

  #open(): number {
    if (this.#handle === null) throw new FailureError(`The journal ${this.file} is closed.`);
    return this.#handle;
  }
}

function takeBack(handle: number, size: number): void {
  try {
    fs.ftruncateSync(handle, size);
  } catch {
    // The next write tries again, and a reader takes it for a torn tail.
  }
}
