import os from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createThreadPool } from '../../threads/node.ts';
import type { TextPipeline } from '../../text/index.ts';
import type { EncodedExample } from '../batches/batch.ts';
import type { Example } from '../types.ts';
import type { EncodedTexts } from './encode-worker.ts';

/** How far a long piece of work is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface EncodeParallelOptions {
  /**
   * Threads to encode on: 1 is this one alone. Default: as many as the machine has cores, but only once it shows that the
   * work takes longer than starting them.
   */
  readonly threads?: number;
  /** Called several times a second while texts are encoded, and at the end. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Texts that a thread is given at a time. */
const PORTION = 500;
/** Seconds of work left on one thread from which starting others pays: each reads the sources and the pipeline anew. */
const WORTH = 6;

/**
 * Examples with their texts turned into ids, in the same order, on several threads where that pays. The result is that of
 * `encodeExamples`, whatever the number of threads. The event loop gets its turn several times a second.
 *
 * @throws what the pipeline throws, and the signal's reason when it is given
 */
export async function encodeParallel(
  pipeline: TextPipeline,
  examples: readonly Example[],
  options: EncodeParallelOptions = {},
): Promise<EncodedExample[]> {
  const { threads, onProgress, signal } = options;
  const encoded: EncodedExample[] = [];
  const report = (): void => onProgress?.({ done: encoded.length, total: examples.length });
  const cores = threads ?? os.availableParallelism();
  const start = performance.now();
  const worthIt = (): boolean => {
    if (cores < 2 || encoded.length === examples.length) return false;
    if (threads !== undefined) return true;
    const elapsed = (performance.now() - start) / 1000;
    return elapsed > 0.5 && (elapsed / encoded.length) * (examples.length - encoded.length) > WORTH;
  };
  while (encoded.length < examples.length && !worthIt()) {
    const until = performance.now() + 100;
    do {
      const { id, label, text } = examples[encoded.length] as Example;
      encoded.push({ id, label, ids: pipeline.encode(text).ids });
    } while (encoded.length < examples.length && performance.now() < until);
    if (encoded.length < examples.length) report();
    await nextTurn();
    signal?.throwIfAborted();
  }
  if (encoded.length < examples.length)
    await onThreads(pipeline, examples.slice(encoded.length), cores, signal, (portion) => {
      for (const example of portion) encoded.push(example);
      report();
    });
  report();
  return encoded;
}

/** Encodes on worker threads; portions come in the order of the examples. */
async function onThreads(
  pipeline: TextPipeline,
  examples: readonly Example[],
  threads: number,
  signal: AbortSignal | undefined,
  onPortion: (portion: EncodedExample[]) => void,
): Promise<void> {
  const pool = createThreadPool({
    module: 'lib/data/encode/encode-worker.ts',
    threads,
    workerData: pipeline.toJSON(),
  });
  try {
    const waiting: Promise<EncodedExample[]>[] = [];
    let next = 0;
    while (next < examples.length || waiting.length > 0) {
      // Two portions per thread under way: none waits for work, and few texts are held twice.
      while (next < examples.length && waiting.length < 2 * threads) {
        const portion = examples.slice(next, next + PORTION);
        next += PORTION;
        const run = pool
          .run<EncodedTexts>(
            portion.map(({ text }) => text),
            signal && { signal },
          )
          .then((result) => assemble(portion, result));
        run.catch(() => undefined); // thrown again when its turn comes
        waiting.push(run);
      }
      onPortion(await (waiting.shift() as Promise<EncodedExample[]>));
      signal?.throwIfAborted();
    }
  } catch (error) {
    signal?.throwIfAborted(); // the reason given, not the pool's word for it
    throw error;
  } finally {
    await pool.close();
  }
}

function assemble(examples: readonly Example[], { ids, lengths }: EncodedTexts): EncodedExample[] {
  let next = 0;
  return examples.map(({ id, label }, i) => {
    const start = next;
    next += lengths[i] as number;
    return { id, label, ids: ids.slice(start, next) };
  });
}
