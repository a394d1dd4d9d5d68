import os from 'node:os';
import { UserError } from '../../errors/index.ts';
import { parseConfig } from '../../config/index.ts';
import { Rng, deriveSeed } from '../../random/index.ts';
import { createThreadPool } from '../../threads/node.ts';
import type { ThreadPool } from '../../threads/node.ts';
import { FloatVectors } from '../float-vectors.ts';
import { skipGramConfigSchema } from './config.ts';
import type { SkipGramConfig, SkipGramConfigInput } from './config.ts';
import { buildCorpus } from './corpus.ts';
import type { Corpus } from './corpus.ts';
import type { SkipGramWeights } from './kernel.ts';
import { keepProbabilities, noiseTable } from './noise.ts';
import type { NoiseTable } from './noise.ts';
import type { SkipGramTask } from './worker.ts';

export interface TrainSkipGramOptions {
  /** Worker threads; more than `shards` are of no use. The vectors do not depend on it. Default: the cores. */
  readonly threads?: number;
  /** Told after every round how far the training is, 0 … 1. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Word vectors out of texts: skip-gram with negative sampling (Mikolov et al. 2013), trained on worker threads. In every
 * round each shard trains a copy of the weights on its own part of the texts; then their changes are added up. So the same
 * texts, configuration and seed give the same bits whatever the number of threads and however busy the machine is.
 *
 * @param texts tokens per text; gone through twice
 * @throws UserError when a field is wrong or no word occurs often enough
 */
export async function trainSkipGram(
  texts: Iterable<readonly string[]>,
  options: SkipGramConfigInput = {},
  { threads = os.availableParallelism(), onProgress, signal }: TrainSkipGramOptions = {},
): Promise<FloatVectors> {
  const config = parseConfig(skipGramConfigSchema, options, 'embedding');
  const corpus = buildCorpus(texts, config);
  if (corpus.words.length < 2)
    throw new UserError('Too few words occur often enough to train vectors.', {
      field: 'embedding.minCount',
      value: config.minCount,
      fix: 'Use a smaller minCount or more texts.',
    });
  const state = initialState(config, corpus);
  const pool = createThreadPool({
    module: 'lib/embeddings/skip-gram/worker.ts',
    threads: Math.min(threads, config.shards),
  });
  try {
    for (let epoch = 0; epoch < config.epochs; epoch++) {
      const order = new Rng(config.seed).split(`epoch-${epoch}`).shuffle([...state.texts]);
      for (let round = 0; round < config.rounds; round++) {
        signal?.throwIfAborted();
        await trainRound(pool, config, corpus, state, order, epoch, round);
        onProgress?.((epoch * config.rounds + round + 1) / (config.epochs * config.rounds));
      }
    }
  } finally {
    await pool.close();
  }
  return new FloatVectors(corpus.words, Float32Array.from(state.base.input));
}

interface State {
  /** What a round begins with; with one shard the shard itself. */
  readonly base: SkipGramWeights;
  readonly shards: readonly SkipGramWeights[];
  readonly touched: readonly Uint8Array[];
  /** Numbers of the texts that have words. */
  readonly texts: readonly number[];
  readonly noise: NoiseTable;
  readonly keep: Float32Array;
}

/** As in word2vec: small uniform vectors, neighbours at zero. All shards begin alike. */
function initialState({ dimensions, shards, seed, sample }: SkipGramConfig, corpus: Corpus): State {
  const size = corpus.words.length * dimensions;
  const shared = (): Float32Array => new Float32Array(new SharedArrayBuffer(4 * size));
  const rng = new Rng(seed).split('weights');
  const base = { input: shared(), output: shared() };
  for (let i = 0; i < size; i++) base.input[i] = (rng.float() - 0.5) / dimensions;
  const copy = (): SkipGramWeights => {
    const weights = { input: shared(), output: shared() };
    weights.input.set(base.input);
    return weights;
  };
  return {
    base,
    shards: shards === 1 ? [base] : Array.from({ length: shards }, copy),
    touched: Array.from(
      { length: shards },
      () => new Uint8Array(new SharedArrayBuffer(2 * corpus.words.length)),
    ),
    texts: Array.from(corpus.starts.subarray(1), (_, text) => text).filter(
      (text) => corpus.starts[text + 1]! > corpus.starts[text]!,
    ),
    noise: noiseTable(corpus.counts),
    keep: keepProbabilities(corpus.counts, sample),
  };
}

async function trainRound(
  pool: ThreadPool,
  config: SkipGramConfig,
  corpus: Corpus,
  state: State,
  order: readonly number[],
  epoch: number,
  round: number,
): Promise<void> {
  const { rounds, shards, epochs, dimensions, window, negatives, seed } = config;
  const cut = (piece: number): number => Math.floor((piece * order.length) / (rounds * shards));
  const rate = (at: number): number =>
    config.learningRate * Math.max(1e-4, 1 - (epoch * rounds + at) / (epochs * rounds));
  await Promise.all(
    state.shards.map((weights, shard) => {
      const piece = round * shards + shard;
      const task: SkipGramTask = {
        kind: 'train',
        weights,
        stretch: {
          ids: corpus.ids,
          starts: corpus.starts,
          texts: Int32Array.from(order.slice(cut(piece), cut(piece + 1))),
          noise: state.noise,
          keep: state.keep,
          dimensions,
          window,
          negatives,
          learningRate: [rate(round), rate(round + 1)],
          seed: deriveSeed(seed, `epoch-${epoch} piece-${piece}`),
          touched: state.touched[shard]!,
        },
      };
      return pool.run<void>(task);
    }),
  );
  if (shards === 1) return;
  const words = corpus.words.length;
  const parts = pool.threads;
  await Promise.all(
    Array.from({ length: parts }, (_, part) => {
      const [from, to] = [part, part + 1].map((at) => Math.floor((at * words) / parts)) as [number, number];
      const task: SkipGramTask = {
        kind: 'merge',
        base: state.base,
        shards: state.shards,
        touched: state.touched,
        dimensions,
        from,
        to,
      };
      return pool.run<void>(task);
    }),
  );
}
