import os from 'node:os';
import process from 'node:process';
import { FailureError } from '../../errors/index.ts';
import { acquireLock, isAlive, processStartTime } from '../../files/node.ts';
import type { Lock } from '../../files/node.ts';
import { LockQueue } from './lock-queue.ts';

/** So long one waits behind others before it tries for itself. */
const PAST_MS = 500;

/** Who may append to a journal, and when. */
export interface JournalLock {
  /** Names this process in a shared journal; null when it is the only one. */
  readonly writer: string | null;
  /** @throws FailureError when another living process does not let go */
  hold<T>(work: () => T): T;
  release(): void;
}

/** One process from opening to closing. @throws FailureError when another living process has the journal open */
export function lockForAll(file: string): JournalLock {
  const lock = acquireLock(`${file}.lock`);
  if ('heldBy' in lock) throw isRun(file, lock.heldBy);
  return { writer: null, hold: (work) => work(), release: () => lock.release() };
}

/**
 * Several processes of this machine: each holds the lock for one change and waits for its turn.
 *
 * @param patienceMs how long to wait for others
 */
export function lockPerChange(file: string, patienceMs: number): JournalLock {
  let held: Lock | null = null;
  return {
    writer: writerName(),
    hold: (work) => {
      if (held) return work();
      held = waitForLock(file, patienceMs);
      try {
        return work();
      } finally {
        held.release();
        held = null;
      }
    },
    release: () => {},
  };
}

/**
 * Whether the process that `writer` names is dead. Of another machine's nobody here knows: it counts as alive.
 */
export function isWriterGone(writer: string): boolean {
  const [pid, startTime, host] = writer.split('|', 3);
  return host === os.hostname() && !isAlive(Number(pid), startTime ?? '');
}

function writerName(): string {
  return [process.pid, processStartTime(process.pid) ?? 'unknown', os.hostname()].join('|');
}

/** Waits in line. Each wakes the later the more wait before it; only the first one looks at the lock. */
function waitForLock(file: string, patienceMs: number): Lock {
  const queue = new LockQueue(`${file}.lock`);
  const first = queue.isEmpty() ? acquireLock(`${file}.lock`) : null;
  if (first && !('heldBy' in first)) return first;
  const turn = queue.enter();
  try {
    const end = Date.now() + patienceMs;
    for (let asleep = 0; ;) {
      const ahead = turn.ahead();
      const isOver = Date.now() > end;
      // Who stands first may have been stopped by its user: then the others go past it, slowly.
      if (ahead === 0 || isOver || asleep >= PAST_MS) {
        asleep = 0;
        const lock = acquireLock(`${file}.lock`);
        if (!('heldBy' in lock)) return lock;
        if (isOver) throw isRun(file, lock.heldBy);
      }
      const ms = Math.min(10, 1 + 2 * ahead);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      if (ahead > 0) asleep += ms;
    }
  } finally {
    turn.leave();
  }
}

function isRun(file: string, pid: number): FailureError {
  return new FailureError(`The study in ${file} is being run by process ${pid}.`, {
    fix: `Wait for it to end, or stop it (kill ${pid}).`,
  });
}
