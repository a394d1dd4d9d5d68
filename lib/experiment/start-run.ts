import { LogRatioChannels } from '../data/index.ts';
import { buildEmbedding } from '../embeddings/index.ts';
import { UserError } from '../errors/index.ts';
import { createTrainable, isNetwork, type Trainable } from '../models/index.ts';
import { Rng } from '../random/index.ts';
import type { Backend } from '../runtime/index.ts';
import type { Prepared, Preparer } from './prepare.ts';
import type { RunConfig } from './run-config.ts';

/** A run before its first step. */
export interface StartedRun {
  readonly prepared: Prepared;
  /** The caller's to dispose of. */
  readonly trainable: Trainable;
  /** The run's generator, for `split`. */
  readonly rng: Rng;
}

/**
 * Data, vectors and a model with its first weights, all decided by configuration and seed.
 *
 * @throws UserError when the data set does not exist or is not there yet, or the model is not trained step by step
 */
export async function startRun(
  config: Omit<RunConfig, 'training'>,
  seed: number,
  { backend, preparer }: { readonly backend: Backend; readonly preparer: Preparer },
): Promise<StartedRun> {
  const { model } = config;
  if (!isNetwork(model))
    throw new UserError('This model is fitted at once: it has no steps to be trained by.', {
      field: 'model.kind',
      value: model.kind,
      fix: 'Use a model that is trained step by step, such as bilstm.',
    });
  const prepared = await preparer.prepare(config, seed);
  const rng = new Rng(seed);
  const { vocabulary } = prepared.pipeline;
  const vectors = await preparer.vectors(config, prepared);
  const { matrix, dimensions } = buildEmbedding(
    config.embedding,
    vocabulary,
    vectors,
    rng.split('embedding'),
  );
  const trainable = createTrainable(model, {
    backend,
    vocabularySize: vocabulary.size,
    embedding: { matrix, dimensions, trainable: config.embedding.trainable },
    ...(prepared.channels && { channels: LogRatioChannels.count }),
    seed: rng.split('model').seed,
  });
  return { prepared, trainable, rng };
}
