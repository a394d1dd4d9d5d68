import { LogRatioChannels } from '../data/index.ts';
import { describeModel, isNetwork, parseModelConfig } from '../models/index.ts';
import { readModelFolder, type LoadedModelFolder } from '../models/node.ts';
import type { ModelParts } from '../plots/index.ts';

/**
 * What a saved model is made of: a network layer by layer, with what a text of the longest length goes through; a model
 * that was fitted at once by its weights.
 *
 * @param folder null: nothing was saved
 * @param tokens longest text in tokens
 */
export function partsOf(folder: string | null, tokens: number): ModelParts | null {
  if (folder === null) return null;
  const read = readModelFolder(folder);
  const config = parseModelConfig(read.manifest.config.model, 'model.json: config.model');
  if (!isNetwork(config)) return { tokens: null, rows: weightsOf(read) };
  const [vocabularySize = 0, dimensions = 0] =
    read.arrays.find(({ name }) => name === 'weights/embedding')?.shape ?? [];
  const { layers } = describeModel(config, {
    tokens,
    vocabularySize,
    dimensions,
    ...(read.channels && { channels: LogRatioChannels.count }),
  });
  return {
    tokens,
    rows: layers.map(({ name, output, parameters, flops }) => ({
      name,
      shape: `[${output.join(', ')}]`,
      parameters,
      flops,
    })),
  };
}

function weightsOf({ arrays }: LoadedModelFolder): ModelParts['rows'] {
  return arrays.map(({ name, shape }) => ({
    name: name.replace(/^weights\//, ''),
    shape: `[${shape.join(', ')}]`,
    parameters: shape.reduce((product, length) => product * length, 1),
    flops: null,
  }));
}
