import fs from 'node:fs';
import path from 'node:path';
import { isAlive, processStartTime } from '../../files/node.ts';

/**
 * Those who wait for a lock, first come, first served: each has an empty file beside the lock, whose name says since when it
 * waits and who it is. It only says whose turn it is, the lock decides; a dead process' file is removed by who comes next.
 */
export class LockQueue {
  readonly #folder: string;
  readonly #prefix: string;

  /** @param lock path of the lock file */
  constructor(lock: string) {
    this.#folder = path.dirname(lock);
    this.#prefix = `${path.basename(lock)}.wait-`;
  }

  /** Whether nobody waits. */
  isEmpty(): boolean {
    return this.#names().length === 0;
  }

  /** Puts this process at the end. */
  enter(): LockTurn {
    // Digits of one length: names sort by time.
    const since = String(process.hrtime.bigint()).padStart(20, '0');
    const name = `${this.#prefix}${since}-${process.pid}-${processStartTime(process.pid) ?? 'unknown'}`;
    const file = path.join(this.#folder, name);
    fs.writeFileSync(file, '');
    return {
      ahead: () => {
        const before = this.#names().filter((other) => other < name);
        if (before[0] !== undefined && !this.#isWaiting(before[0])) {
          fs.rmSync(path.join(this.#folder, before[0]), { force: true });
          before.shift();
        }
        return before.length;
      },
      leave: () => fs.rmSync(file, { force: true }),
    };
  }

  #isWaiting(name: string): boolean {
    const [, pid, startTime] = name.slice(this.#prefix.length).split('-', 3);
    return isAlive(Number(pid), startTime ?? '');
  }

  #names(): string[] {
    return fs
      .readdirSync(this.#folder)
      .filter((name) => name.startsWith(this.#prefix))
      .sort();
  }
}

/** A place in the queue. */
export interface LockTurn {
  /** How many came earlier and still wait. */
  ahead(): number;
  /** Leaving twice is harmless. */
  leave(): void;
}
