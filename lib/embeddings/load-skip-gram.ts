import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { streamUnlabelled } from '../data/node.ts';
import { UserError, errorMessage } from '../errors/index.ts';
import { acquireLock, projectRoot } from '../files/node.ts';
import type { Lock } from '../files/node.ts';
import { hashOf } from '../hash/index.ts';
import type { EmbeddingConfig } from './config.ts';
import type { LoadVectorsOptions } from './load-options.ts';
import { skipGramConfigSchema } from './skip-gram/config.ts';
import type { SkipGramConfig } from './skip-gram/config.ts';
import { trainSkipGram } from './skip-gram/train.ts';
import { readVectors, writeVectors } from './store.ts';
import type { WordVectors } from './word-vectors.ts';

/** Raised whenever the training gives other bits: vectors kept from before are then made anew. */
const ALGORITHM = 1;

/**
 * Vectors trained on the given texts, kept under data/processed/vectors by a fingerprint of tokens and configuration.
 * Damaged ones are said to be so and trained again; when another process is training the same, waits for it.
 *
 * @throws UserError when there are no texts or no pipeline, or `unlabelled` reviews are asked for and not on this machine
 */
export async function loadSkipGram(
  config: Extract<EmbeddingConfig, { kind: 'skip-gram' }>,
  options: LoadVectorsOptions,
): Promise<WordVectors> {
  const { root = projectRoot(), texts, pipeline, threads, onProgress, signal } = options;
  if (!texts || !pipeline)
    throw new UserError(
      'Skip-gram vectors need texts to train on and a pipeline that makes tokens of them.',
      {
        field: 'embedding.kind',
        value: config.kind,
        fix: 'Pass { texts, pipeline } to loadVectors.',
      },
    );
  const training = trainingFields(config);
  const tokens: (readonly string[])[] = [];
  const hash = createHash('sha256');
  const read = (text: string): void => {
    signal?.throwIfAborted();
    const list = pipeline.tokens(text);
    tokens.push(list);
    hash.update(`${list.join(' ')}\n`);
  };
  for await (const text of texts) read(text);
  if (training.unlabelled) for await (const { text } of streamUnlabelled({ root })) read(text);
  const id = hashOf({ algorithm: ALGORITHM, training, tokens: hash.digest('hex') });
  const folder = path.join(root, 'data', 'processed', 'vectors', `skip-gram-${id}`);
  const kept = readKept(folder, options);
  if (kept) return kept;
  const lock = await waitForLock(`${folder}.lock`, signal);
  try {
    const meanwhile = readKept(folder, options);
    if (meanwhile) return meanwhile;
    const vectors = await trainSkipGram(tokens, training, {
      ...(threads !== undefined && { threads }),
      ...(signal && { signal }),
      onProgress: (done) => onProgress?.({ what: 'training word vectors', done }),
    });
    const from = `skip-gram over ${tokens.length.toLocaleString('en')} texts, seed ${training.seed}`;
    return writeVectors(folder, vectors, { packing: 'float32', from });
  } finally {
    lock.release();
  }
}

/** What decides the vectors: how a model uses them does not. */
function trainingFields(config: Extract<EmbeddingConfig, { kind: 'skip-gram' }>): SkipGramConfig {
  const known = Object.keys(skipGramConfigSchema.shape);
  return skipGramConfigSchema.parse(
    Object.fromEntries(Object.entries(config).filter(([key]) => known.includes(key))),
  );
}

function readKept(folder: string, { onProgress }: LoadVectorsOptions): WordVectors | null {
  try {
    return readVectors(folder);
  } catch (error) {
    onProgress?.({ what: `kept vectors are damaged and made again: ${errorMessage(error)}`, done: 0 });
    return null;
  }
}

async function waitForLock(file: string, signal: AbortSignal | undefined): Promise<Lock> {
  for (;;) {
    signal?.throwIfAborted();
    const lock = acquireLock(file);
    if ('release' in lock) return lock;
    await setTimeout(200);
  }
}
