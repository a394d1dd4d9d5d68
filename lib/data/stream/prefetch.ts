import { UserError } from '../../errors/index.ts';

/**
 * The same items, asked for up to `ahead` items early: reading goes on while the loop that takes them waits for something
 * else. Never more than `ahead` items are held.
 *
 * @param ahead 0 asks for an item only when it is wanted
 * @throws what the source throws, where its item would have come
 */
export async function* prefetch<T>(source: AsyncIterable<T>, ahead: number): AsyncGenerator<T> {
  if (!Number.isSafeInteger(ahead) || ahead < 0)
    throw new UserError('Prefetching is a whole number of items.', {
      field: 'prefetch',
      value: ahead,
      fix: 'Use for example 2.',
    });
  const items = source[Symbol.asyncIterator]();
  const waiting: Promise<IteratorResult<T>>[] = [];
  const ask = (): void => {
    const next = items.next();
    next.catch(() => undefined); // thrown again when its turn comes
    waiting.push(next);
  };
  try {
    for (;;) {
      while (waiting.length <= ahead) ask();
      const result = await (waiting.shift() as Promise<IteratorResult<T>>);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    await items.return?.();
  }
}
