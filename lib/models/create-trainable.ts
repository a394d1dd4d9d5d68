import type { Backend } from '../runtime/index.ts';
import { architectureOf } from './architecture-of.ts';
import type { NetworkConfig } from './config/model-config.ts';
import { NetworkTrainable } from './network/network-trainable.ts';
import type { Trainable } from './trainable.ts';

/** Word vectors to begin with. */
export interface EmbeddingOptions {
  /** [vocabularySize, dimensions], row 0 for `<pad>` (it has no influence), row 1 for `<unk>`. Not changed. */
  readonly matrix: Float32Array;
  readonly dimensions: number;
  /** Whether training changes them. */
  readonly trainable: boolean;
}

/** What a model needs besides its configuration. */
export interface TrainableOptions {
  readonly backend: Backend;
  /** Words, `<pad>` and `<unk>` included. */
  readonly vocabularySize: number;
  readonly embedding: EmbeddingOptions;
  /** Numbers that come with every token of a batch (its `channels.count`); default 0. */
  readonly channels?: number;
  /** Seeds the first weights and dropout. */
  readonly seed: number;
}

/** A model ready to be trained, or to be given saved weights through `importState`. */
export function createTrainable(config: NetworkConfig, options: TrainableOptions): Trainable {
  const { backend, seed, vocabularySize, embedding, channels = 0 } = options;
  return new NetworkTrainable(architectureOf(config), {
    backend,
    seed,
    embedding: { ...embedding, vocabularySize },
    channels,
  });
}
