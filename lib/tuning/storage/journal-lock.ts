import os from 'node:os';
import process from 'node:process';
import { FailureError } from '../../errors/index.ts';
import { acquireLock, isAlive, processStartTime } from '../../files/node.ts';
import type { Lock } from '../../files/node.ts';

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

function waitForLock(file: string, patienceMs: number): Lock {
  const end = Date.now() + patienceMs;
  for (let turn = 0; ; turn++) {
    const lock = acquireLock(`${file}.lock`);
    if (!('heldBy' in lock)) return lock;
    if (Date.now() > end) throw isRun(file, lock.heldBy);
    // Processes that wait must not wake together: each has a step of its own.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + ((process.pid + turn) % 5));
  }
}

function isRun(file: string, pid: number): FailureError {
  return new FailureError(`The study in ${file} is being run by process ${pid}.`, {
    fix: `Wait for it to end, or stop it (kill ${pid}).`,
  });
}
