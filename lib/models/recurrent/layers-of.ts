import { poolingOf } from '../config/pooling-config.ts';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { additiveAttentionFlops } from '../layers/additive-attention.ts';
import { headLayers } from '../layers/head.ts';
import { multiHeadAttentionFlops } from '../layers/multi-head-attention.ts';
import type { InputSizes } from '../network/input-sizes.ts';
import { productFlops, type Layer } from '../network/layer.ts';
import type { Cell } from './cell.ts';
import { directionName, directionSize, directionsOf, outputSize, pooledSize } from './layout.ts';

/** The layers of a recurrent model, for a review of `tokens`. */
export function recurrentLayersOf(
  config: RecurrentConfig,
  cell: Cell,
  { dimensions, channels = 0 }: InputSizes,
  tokens: number,
): Layer[] {
  const { units, projection } = config;
  const outputs = outputSize(config);
  const stack = Array.from({ length: config.layers }, (_, layer): Layer => {
    const inputs = layer === 0 ? dimensions + channels : outputs;
    const flops =
      productFlops(tokens, inputs + units, cell.gates * units) +
      (projection === null ? 0 : productFlops(tokens, units, directionSize(config)));
    const directions = directionsOf(config);
    return {
      name: `${cell.name} ${layer}, ${config.directions}`,
      weights: directions.map((direction) => directionName(cell.name, layer, direction)),
      output: [tokens, outputs],
      flops: directions.length * flops,
    };
  });
  return [...stack, poolingLayer(config, tokens), ...headLayers(config, pooledSize(config))];
}

function poolingLayer(config: RecurrentConfig, tokens: number): Layer {
  const pooling = poolingOf(config.pooling);
  const outputs = outputSize(config);
  const layer = { name: `${pooling.kind} pooling`, weights: ['attention'], output: [pooledSize(config)] };
  switch (pooling.kind) {
    case 'max-mean':
    case 'last':
      return { ...layer, weights: [], flops: 0 };
    case 'attention':
      return { ...layer, flops: additiveAttentionFlops(tokens, outputs, pooling.size) };
    case 'self-attention':
      return { ...layer, flops: multiHeadAttentionFlops(tokens, outputs, pooling) };
  }
}
