import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from '../../errors/index.ts';
import { acquireLock, syncFolder } from '../../files/node.ts';
import type { Lock } from '../../files/node.ts';
import type { StoredEvent, StudyEvent, StudyHeader } from '../events.ts';
import { formatEvent, formatHeader } from './journal-line.ts';
import { parseJournal, readBytes } from './journal-reader.ts';
import type { Clock, Storage, StoredStudy } from './storage.ts';

/**
 * A study in a file: append-only lines with sequence number, length and checksum.
 *
 * - One coordinator writes: a lock beside the file names its process; a dead owner's lock is broken at once.
 * - `asked`, `started`, `told` and `failed` are fsynced before `append` returns. `reported` is not: it survives a crash of
 *   the process (the system has it), and after a power cut its trial runs again anyway.
 * - A torn tail, the beginning of a line that was never acknowledged, is cut off on opening with one warning. A damaged
 *   line stays where it is and is named; nothing acknowledged is ever rewritten.
 * - When a line cannot be written whole (full disk), what was written of it is taken back, and the next append works.
 */
export class JournalStorage implements Storage {
  readonly #file: string;
  readonly #now: Clock;
  readonly #lock: Lock;
  readonly #loaded: StoredStudy;
  #handle: number | null = null;
  /** Bytes that are whole lines. */
  #size: number;
  #lastSeq: number;

  /** @throws FailureError when another living process has the study open, or the file cannot be read */
  constructor(file: string, options: { readonly now?: Clock } = {}) {
    this.#file = file;
    this.#now = options.now ?? (() => new Date());
    const lock = acquireLock(`${file}.lock`);
    if ('heldBy' in lock)
      throw new FailureError(`The study in ${file} is being run by process ${lock.heldBy}.`, {
        fix: `Wait for it to end, or stop it (kill ${lock.heldBy}).`,
      });
    this.#lock = lock;
    try {
      const isNew = !fs.existsSync(file);
      this.#handle = fs.openSync(file, 'a+');
      if (isNew) syncFolder(path.dirname(file));
      const { header, events, damages, lastSeq, keep, tornBytes, needsNewline } = parseJournal(
        readBytes(file),
        file,
      );
      const warnings = [...damages];
      if (tornBytes > 0) {
        fs.ftruncateSync(this.#handle, keep);
        fs.fsyncSync(this.#handle);
        warnings.push(
          `${file}: the last line was torn; ${tornBytes} bytes that were never acknowledged are cut off.`,
        );
      }
      this.#size = keep;
      if (needsNewline) this.#write('\n', true);
      this.#lastSeq = lastSeq;
      this.#loaded = { header, events, warnings };
    } catch (error) {
      this.close();
      if (error instanceof FailureError) throw error;
      throw new FailureError(`Could not open the journal ${file}: ${errorMessage(error)}.`, {
        fix: 'Check the permissions of the folder and the free disk space.',
        cause: error,
      });
    }
  }

  load(): StoredStudy {
    return this.#loaded;
  }

  begin(header: StudyHeader): void {
    this.#write(formatHeader(this.#lastSeq + 1, this.#now().toISOString(), header), true);
    this.#lastSeq++;
  }

  append(event: StudyEvent, { durable }: { readonly durable: boolean }): StoredEvent {
    const stored = { ...event, seq: this.#lastSeq + 1, time: this.#now().toISOString() };
    this.#write(formatEvent(stored), durable);
    this.#lastSeq++;
    return stored;
  }

  close(): void {
    if (this.#handle !== null) fs.closeSync(this.#handle);
    this.#handle = null;
    this.#lock.release();
  }

  /** A line is there whole or not at all. */
  #write(text: string, durable: boolean): void {
    const handle = this.#handle;
    if (handle === null) throw new FailureError(`The journal ${this.#file} is closed.`);
    const bytes = Buffer.from(text);
    try {
      // What an earlier failure left, if it could not be taken back then.
      if (fs.fstatSync(handle).size !== this.#size) fs.ftruncateSync(handle, this.#size);
      for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done);
      if (durable) fs.fsyncSync(handle);
      this.#size += bytes.length;
    } catch (error) {
      takeBack(handle, this.#size);
      throw new FailureError(`Could not write to the journal ${this.#file}: ${errorMessage(error)}.`, {
        fix: 'Free some disk space or check the permissions, then run the same command again: nothing finished is lost.',
        cause: error,
      });
    }
  }
}

function takeBack(handle: number, size: number): void {
  try {
    fs.ftruncateSync(handle, size);
  } catch {
    // The next write tries again, and a reader takes it for a torn tail.
  }
}
