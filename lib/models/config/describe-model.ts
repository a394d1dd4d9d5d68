import type { ModelConfig } from './model-config.ts';

/** How many numbers a model learns, by part. */
export interface ParameterCounts {
  readonly embedding: number;
  readonly recurrent: number;
  readonly head: number;
  readonly total: number;
}

/** Sizes that come from the data, not from the configuration. */
export interface InputSizes {
  /** Words, `<pad>` and `<unk>` included. */
  readonly vocabularySize: number;
  /** Length of a word vector. */
  readonly dimensions: number;
}

/** Counts the parameters of a model, the embedding included whether it is trained or not. */
export function describeModel(
  config: ModelConfig,
  { vocabularySize, dimensions }: InputSizes,
): ParameterCounts {
  const embedding = vocabularySize * dimensions;
  const { units } = config;
  const recurrent = 2 * ((dimensions + units) * 4 * units + 4 * units);
  const sizes = [pooledSize(config), ...config.head, 1];
  const head = sizes
    .slice(1)
    .reduce((sum, outputs, layer) => sum + ((sizes[layer] as number) + 1) * outputs, 0);
  return { embedding, recurrent, head, total: embedding + recurrent + head };
}

/** Width of what pooling hands to the head. */
export function pooledSize({ pooling, units }: Pick<ModelConfig, 'pooling' | 'units'>): number {
  switch (pooling) {
    case 'max-mean':
      return 4 * units;
    case 'last':
      return 2 * units;
  }
}
