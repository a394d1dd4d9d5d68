import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import type { TextPipeline } from '../../text/index.ts';
import type { Batch, EncodedExample } from '../batches/batch.ts';
import { checkBatchSize } from '../batches/chunks.ts';
import { trainingBatches } from '../batches/training-batches.ts';
import type { Example } from '../types.ts';
import { prefetch } from './prefetch.ts';
import { ShuffleBuffer } from './shuffle-buffer.ts';

export interface StreamBatchesOptions {
  /** Rows per batch; the last one may be smaller. */
  readonly batchSize: number;
  /** Decides the order; split it per epoch. */
  readonly rng: Rng;
  /**
   * Encoded examples held in memory at once. Default 10,000: at most 10 MB of ids at 256 tokens. The order is random over
   * so many; a file sorted by class or film wants a buffer larger than its longest run.
   */
  readonly shuffleBuffer?: number;
  /** How loosely texts of similar length share a batch, see `trainingBatches`. Default 0.1. */
  readonly lengthNoise?: number;
  /** Whether every batch has the class shares of what it was drawn with, see `trainingBatches`. Default false. */
  readonly stratify?: boolean;
  /** Batches made ready early. Default 2. */
  readonly prefetch?: number;
  /** Ends the stream: the loop throws the signal's reason and the source is closed. */
  readonly signal?: AbortSignal;
}

/**
 * One epoch of batches out of a stream, for data larger than memory: every example once, texts of similar length
 * together. The buffer fills, half of it is drawn at random and cut into batches, and it fills again; so an example may
 * wait for several fillings. The source is asked for the next example only when there is room (back-pressure).
 *
 * The same source, options and seed give the same batches.
 *
 * @throws UserError when a number is no count, or the buffer is smaller than a batch; what the source throws
 */
export function streamBatches(
  source: Iterable<Example> | AsyncIterable<Example>,
  pipeline: TextPipeline,
  options: StreamBatchesOptions,
): AsyncGenerator<Batch> {
  const { batchSize, shuffleBuffer = 10_000, prefetch: ahead = 2 } = options;
  checkBatchSize(batchSize);
  if (!Number.isSafeInteger(shuffleBuffer) || shuffleBuffer < batchSize)
    throw new UserError('The shuffle buffer holds at least one batch.', {
      field: 'shuffleBuffer',
      value: shuffleBuffer,
      fix: `Use for example ${100 * batchSize}.`,
    });
  return prefetch(batchesOf(source, pipeline, { ...options, shuffleBuffer }), ahead);
}

async function* batchesOf(
  source: Iterable<Example> | AsyncIterable<Example>,
  pipeline: TextPipeline,
  { batchSize, rng, shuffleBuffer, lengthNoise, stratify, signal }: StreamBatchesOptions & {
    readonly shuffleBuffer: number;
  },
): AsyncGenerator<Batch> {
  const buffer = new ShuffleBuffer<EncodedExample>(rng.split('buffer'));
  const half = Math.max(1, Math.floor(shuffleBuffer / 2 / batchSize)) * batchSize;
  let round = 0;
  const draw = (count: number): Iterable<Batch> =>
    trainingBatches(buffer.draw(count), {
      batchSize,
      rng: rng.split(`round-${round++}`),
      ...(lengthNoise !== undefined && { lengthNoise }),
      ...(stratify !== undefined && { stratify }),
    });
  for await (const { id, label, text } of source) {
    signal?.throwIfAborted();
    buffer.add({ id, label, ids: pipeline.encode(text).ids });
    if (buffer.size < shuffleBuffer) continue;
    for (const batch of draw(half)) {
      signal?.throwIfAborted();
      yield batch;
    }
  }
  for (const batch of draw(buffer.size)) {
    signal?.throwIfAborted();
    yield batch;
  }
}
