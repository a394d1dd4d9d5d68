import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processStartTime } from './process-identity.mjs';
import { SetupError } from './part.mjs';
import { readStamp } from './stamp.mjs';

/** @typedef {{pid: number, startTime: string}} Owner */
/** @typedef {{release(): void}} Lock */

/** Locks that this process holds at the moment; commands it runs are recorded beside them. @type {string[]} */
const held = [];

/** The locks that this process holds, outermost first. */
export function heldLocks() {
  return [...held];
}

/**
 * Where the commands that work under a lock are recorded, see guard.mjs.
 * @param {string} file the lock file
 */
export function childFolder(file) {
  return `${file}.children`;
}

/**
 * Takes a lock file, the way lib/files does: a dead owner's (by pid and start time) is broken at once, a living one's
 * never.
 *
 * @param {string} file
 * @returns {Lock | {heldBy: number}}
 */
export function acquireLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  /** @type {Owner} */
  const self = { pid: process.pid, startTime: processStartTime(process.pid) ?? 'unknown' };
  const mine = `${file}.${self.pid}.${process.hrtime.bigint()}`;
  fs.writeFileSync(mine, JSON.stringify(self));
  try {
    // link() is atomic and the content is complete before the name exists: no reader sees a half-written owner.
    for (let attempt = 0; attempt < 200; attempt++) {
      try {
        fs.linkSync(mine, file);
        return { release: () => releaseOwn(file, self) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const owner = readOwner(file);
      if (owner && isAlive(owner.pid, owner.startTime)) return { heldBy: owner.pid };
      if (fs.existsSync(file)) breakDead(file);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  throw new SetupError(`Could not lock ${file}: too many processes try at once.`, {
    fix: 'Run the command again.',
  });
}

/**
 * Runs an action under a lock; while somebody else holds it, waits and says so once. When the owner before was killed,
 * its commands (see guard.mjs) are gone before the action begins.
 *
 * @template T
 * @param {string} file
 * @param {(heldBy: number) => void} onWait called once, before the first wait
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, action) {
  let lock = acquireLock(file);
  if ('heldBy' in lock) onWait(lock.heldBy);
  while ('heldBy' in lock) {
    await sleep(100);
    lock = acquireLock(file);
  }
  held.push(file);
  try {
    await childrenEnded(childFolder(file));
    return await action();
  } finally {
    held.splice(held.lastIndexOf(file), 1);
    lock.release();
  }
}

/** @param {string} folder */
async function childrenEnded(folder) {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const record = path.join(folder, name);
    for (;;) {
      const child = readOwner(record);
      if (!child || !isAlive(child.pid, child.startTime)) break;
      await sleep(20);
    }
    fs.rmSync(record, { force: true });
  }
}

/**
 * Removes a dead owner's lock. Only one process at a time may do so (itself by a lock, broken the same way when its
 * owner died), and it looks again once it may: so no process ever removes a lock that somebody has just taken.
 *
 * @param {string} file
 */
function breakDead(file) {
  const guard = acquireLock(`${file}.break`);
  if ('heldBy' in guard) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // somebody living is at it
    return;
  }
  try {
    const owner = readOwner(file);
    if (!owner || !isAlive(owner.pid, owner.startTime)) fs.rmSync(file, { force: true });
  } finally {
    guard.release();
  }
}

/**
 * @param {string} file
 * @param {Owner} self
 */
function releaseOwn(file, self) {
  const owner = readOwner(file);
  if (owner?.pid === self.pid && owner.startTime === self.startTime) fs.rmSync(file, { force: true });
}

/**
 * @param {string} file
 * @returns {Owner | null}
 */
function readOwner(file) {
  const { pid, startTime } = /** @type {Partial<Owner>} */ (readStamp(file) ?? {});
  return typeof pid === 'number' && typeof startTime === 'string' ? { pid, startTime } : null;
}
