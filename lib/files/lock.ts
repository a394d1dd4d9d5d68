import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from '../errors/index.ts';
import { isAlive, processStartTime } from './process-identity.ts';

interface Owner {
  readonly pid: number;
  readonly startTime: string;
}

/** A held lock. Releasing twice is harmless. */
export interface Lock {
  release(): void;
}

/**
 * Takes a lock file. A lock whose owner is dead (by pid and start time) is broken at once, a living owner's never.
 *
 * @returns the lock, or the living owner's pid when it is taken
 * @throws FailureError when the folder cannot be written
 */
export function acquireLock(file: string): Lock | { readonly heldBy: number } {
  const self: Owner = { pid: process.pid, startTime: processStartTime(process.pid) ?? 'unknown' };
  const mine = `${file}.${self.pid}.${process.hrtime.bigint()}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(mine, JSON.stringify(self));
    // link() is atomic and the content is complete before the name exists: no reader sees a half-written owner.
    for (let attempt = 0; attempt < 200; attempt++) {
      try {
        fs.linkSync(mine, file);
        return { release: () => releaseOwn(file, self) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readOwner(file);
      if (owner && isAlive(owner.pid, owner.startTime)) return { heldBy: owner.pid };
      if (fs.existsSync(file)) breakDead(file);
    }
  } catch (error) {
    throw new FailureError(`Could not lock ${file}: ${errorMessage(error)}.`, {
      fix: 'Check the permissions of the folder and the free disk space.',
      cause: error,
    });
  } finally {
    removeQuietly(mine);
  }
  throw new FailureError(`Could not lock ${file}: too many processes try at once.`, {
    fix: 'Run the command again.',
  });
}

/**
 * Removes a dead owner's lock. Only one process at a time may do so (itself by a lock, broken the same way when its
 * owner died), and it looks again once it may: so no process ever removes a lock that somebody has just taken.
 */
function breakDead(file: string): void {
  const guard = acquireLock(`${file}.break`);
  if ('heldBy' in guard) {
    sleep(5); // somebody living is at it
    return;
  }
  try {
    const owner = readOwner(file);
    if (!owner || !isAlive(owner.pid, owner.startTime)) fs.rmSync(file, { force: true });
  } finally {
    guard.release();
  }
}

/** What could not be made need not be removed: the first error is the one to report. */
function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // said already
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function releaseOwn(file: string, self: Owner): void {
  const owner = readOwner(file);
  if (owner?.pid === self.pid && owner.startTime === self.startTime) fs.rmSync(file, { force: true });
}

function readOwner(file: string): Owner | null {
  try {
    const owner = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof owner.pid === 'number' && typeof owner.startTime === 'string' ? (owner as Owner) : null;
  } catch {
    return null;
  }
}
