import type { TransformerConfig } from '../config/transformer-config.ts';
import { additiveAttentionFlops } from '../layers/additive-attention.ts';
import { headLayers } from '../layers/head.ts';
import { multiHeadAttentionFlops } from '../layers/multi-head-attention.ts';
import type { InputSizes } from '../network/input-sizes.ts';
import { productFlops, type Layer } from '../network/layer.ts';

/** The layers of a transformer, for a review of `tokens`. */
export function transformerLayers(
  config: TransformerConfig,
  { dimensions, channels = 0 }: InputSizes,
  tokens: number,
): Layer[] {
  const { size, layers, feedForward, pooling } = config;
  const encoder = Array.from({ length: layers }, (_, layer): Layer[] => [
    {
      name: `encoder ${layer}, attention`,
      weights: [`encoder/${layer}/norm1`, `encoder/${layer}/attention`],
      output: [tokens, size],
      flops: multiHeadAttentionFlops(tokens, size, config),
    },
    {
      name: `encoder ${layer}, feed-forward`,
      weights: [`encoder/${layer}/norm2`, `encoder/${layer}/hidden`, `encoder/${layer}/output`],
      output: [tokens, size],
      flops: 2 * productFlops(tokens, size, feedForward),
    },
  ]).flat();
  return [
    {
      name: 'input and positions',
      weights: ['input', 'positions'],
      output: [tokens, size],
      flops: productFlops(tokens, dimensions + channels, size),
    },
    ...encoder,
    {
      name: `normalisation, ${pooling} pooling`,
      weights: ['norm', 'attention'],
      output: [size],
      flops: pooling === 'mean' ? 0 : additiveAttentionFlops(tokens, size, size),
    },
    ...headLayers(config, size),
  ];
}
