import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { endConnection } from './connection.ts';
import { encode, PREFIX } from './messages.ts';
import type { CoordinatorWord, WorkerWord } from './messages.ts';

/** A mailbox whose owner has shown no life for so long is gone, and with it what nobody read. */
const KEPT_MS = 30_000;
const BEAT_MS = 2000;
const BLOCK_MS = 1000;

/**
 * Puts a message into a mailbox; waits while Redis is away.
 *
 * @returns whether there is such a mailbox: one without an owner is never made
 */
export async function post(
  redis: Redis,
  inbox: string,
  message: WorkerWord | CoordinatorWord,
): Promise<boolean> {
  return (await redis.xadd(inbox, 'NOMKSTREAM', '*', 'm', encode(message))) !== null;
}

/** Reads one stream, in order, over a connection of its own. It is there while its owner lives. */
export class Mailbox {
  readonly name: string;
  readonly #redis: Redis;
  readonly #blocking: Redis;
  readonly #timer: NodeJS.Timeout;
  readonly #loop: Promise<void>;
  #open = true;

  static async open(redis: Redis, id: string, receive: (text: string) => void): Promise<Mailbox> {
    const name = `${PREFIX}:inbox:${id}`;
    await beat(redis, name);
    return new Mailbox(redis, name, receive);
  }

  private constructor(redis: Redis, name: string, receive: (text: string) => void) {
    this.name = name;
    this.#redis = redis;
    this.#blocking = redis.duplicate({ lazyConnect: false });
    this.#blocking.on('error', () => {}); // it connects again
    this.#timer = setInterval(() => {
      if (redis.status === 'ready') beat(redis, name).catch(() => {}); // beats again
    }, BEAT_MS);
    this.#loop = this.#read(receive);
  }

  /** What was posted before is delivered to others; what is in this box is not read any more. */
  async close(): Promise<void> {
    this.#open = false;
    clearInterval(this.#timer);
    endConnection(this.#blocking);
    await this.#loop;
    if (this.#redis.status === 'ready') await this.#redis.del(this.name).catch(() => {});
  }

  async #read(receive: (text: string) => void): Promise<void> {
    let last = '0';
    while (this.#open)
      try {
        const args = ['COUNT', 100, 'BLOCK', BLOCK_MS, 'STREAMS', this.name, last] as const;
        const streams = await this.#blocking.xread(...args);
        const entries = (streams ?? []).flatMap(([, ofStream]) => ofStream);
        for (const [id, [field, text]] of entries as [string, string[]][]) {
          last = id;
          if (field === 'm' && text !== undefined) receive(text);
        }
        if (entries.length > 0 && this.#redis.status === 'ready')
          this.#redis.xtrim(this.name, 'MINID', last).catch(() => {}); // the next trim takes it along
      } catch {
        if (this.#open) await sleep(100);
      }
  }
}

/** An entry that nobody reads makes the stream; it stays as long as beats come. */
async function beat(redis: Redis, name: string): Promise<void> {
  await redis.xadd(name, '*', 'beat', '');
  await redis.pexpire(name, KEPT_MS);
}
