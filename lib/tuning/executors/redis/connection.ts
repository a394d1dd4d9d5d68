import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { FailureError, UserError } from '../../../errors/index.ts';

/** So long the first connection may take, in milliseconds. */
const FIRST_MS = 5000;
/** A connection over which an answer is awaited for so long is dead; longer than any command here blocks. */
const SILENT_MS = 30_000;
/** The longest pause between two tries. */
const RETRY_MS = 1000;

/** A connection that comes back by itself, and so do its duplicates: commands wait while Redis is away. */
export class RedisConnection {
  readonly redis: Redis;
  readonly #duplicates: Redis[] = [];
  #comesBack = false;

  /**
   * @param url `redis://[user:password@]host:port[/db]`, `rediss://` with TLS
   * @throws UserError for another kind of URL or a refused password
   * @throws FailureError when nothing answers there
   */
  static async open(url: string): Promise<RedisConnection> {
    const shown = withoutPassword(url);
    const connection = new RedisConnection(url, (await import('ioredis')).Redis);
    const { redis } = connection;
    let lastError: Error | null = null;
    redis.on('error', (error: Error) => (lastError = error));
    try {
      await redis.connect();
      await redis.ping();
      connection.#comesBack = true;
      return connection;
    } catch (error) {
      redis.disconnect();
      throw explain(shown, lastError ?? error);
    }
  }

  private constructor(url: string, Client: typeof Redis) {
    this.redis = new Client(url, {
      lazyConnect: true,
      connectTimeout: FIRST_MS,
      socketTimeout: SILENT_MS,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => (this.#comesBack ? Math.min(50 * times, RETRY_MS) : null),
    });
    const duplicate = this.redis.duplicate.bind(this.redis);
    this.redis.duplicate = (...override) => {
      const made = duplicate(...override);
      this.#duplicates.push(made); // BullMQ's among them
      return made;
    };
  }

  /**
   * Waits so many ms until all before it is answered and every duplicate is there. When Redis is away for longer they come
   * back no more, and what waits for it rejects.
   */
  async settle(ms: number): Promise<void> {
    const every = (...wanted: readonly Redis['status'][]): boolean =>
      [this.redis, ...this.#duplicates].every(({ status }) => wanted.includes(status));
    let answered = false;
    this.redis.ping().then(
      () => (answered = true),
      () => {}, // abandoned
    );
    if (await within(ms, () => answered && every('ready', 'end'))) return;
    this.#comesBack = false;
    for (const each of [this.redis, ...this.#duplicates]) endConnection(each);
    await within(3 * RETRY_MS, () => every('end'));
  }

  end(): void {
    this.#comesBack = false;
    endConnection(this.redis);
  }
}

async function within(ms: number, isSo: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() >= end) return false;
    await sleep(20);
  }
  return true;
}

/** `disconnect()` on one that waits for its next try would leave it waiting for ever; that try will end it. */
export function endConnection(redis: Redis): void {
  if (redis.status !== 'reconnecting') redis.disconnect();
}

/**
 * The URL as it may be shown and logged.
 *
 * @throws UserError when it is none of Redis
 */
function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if ((parsed.protocol === 'redis:' || parsed.protocol === 'rediss:') && parsed.hostname !== '') {
      if (parsed.password !== '') parsed.password = '***';
      return parsed.href;
    }
  } catch {
    // said below
  }
  throw new UserError('Not the address of a Redis server.', {
    field: 'redis',
    value: url.replace(/:[^:@/]*@/, ':***@'),
    fix: 'Use for example redis://localhost:6379, or rediss:// for TLS.',
  });
}

function explain(shown: string, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/WRONGPASS|NOAUTH|invalid password|without any password/i.test(message))
    return new UserError('Redis refuses the password.', {
      field: 'redis',
      value: shown,
      fix: 'Put the right one into the address, redis://:PASSWORD@host:6379, or into SENTILAB_REDIS.',
    });
  return new FailureError(`No Redis answers at ${shown}: ${message}`, {
    fix: 'Start one (redis-server --appendonly yes), or correct host and port.',
    cause,
  });
}
