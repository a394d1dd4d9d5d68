import { UserError } from '../../errors/index.ts';
import { architectureOf } from '../architecture-of.ts';
import type { NetworkConfig } from '../config/model-config.ts';
import type { InputSizes } from '../network/input-sizes.ts';
import type { Layer } from '../network/layer.ts';
import type { Parameter } from '../network/parameter.ts';

/** One layer of a described model. */
export interface LayerDescription {
  readonly name: string;
  /** Shape of its output for one review, without the batch: [tokens, features] or [features]. */
  readonly output: readonly number[];
  /** Numbers that it learns; those of the embedding count whether it is trained or not. */
  readonly parameters: number;
  /** Of one review, forward. */
  readonly flops: number;
}

/** What a network is made of. */
export interface ModelDescription {
  readonly kind: NetworkConfig['kind'];
  /** Length of the review that shapes and operations are for. */
  readonly tokens: number;
  readonly layers: readonly LayerDescription[];
  readonly parameters: number;
  /** Of one review, forward. A training step takes about three times as many per review. */
  readonly flops: number;
}

/** Sizes that a description depends on besides the configuration. */
export interface DescribeOptions extends InputSizes {
  /** Tokens of the review. Default 100. */
  readonly tokens?: number;
}

/**
 * Layers, output shapes, parameters and floating-point operations of a network, before it is built.
 *
 * Operations are those of matrix products, a multiply-add being two, as PyTorch's FlopCounterMode counts them: look-ups,
 * biases, activations, normalisation, softmax and maxima are left out.
 *
 * @throws UserError when `tokens` is no whole number from 1
 */
export function describeModel(config: NetworkConfig, options: DescribeOptions): ModelDescription {
  const { tokens = 100, vocabularySize, dimensions } = options;
  if (!Number.isInteger(tokens) || tokens < 1)
    throw new UserError('A review has a whole number of tokens from 1.', { field: 'tokens', value: tokens });
  const seed = 1; // shapes do not depend on it
  const { parameters, layers } = architectureOf(config);
  const weights = parameters(options, seed);
  const described: readonly LayerDescription[] = [
    {
      name: 'embedding',
      output: [tokens, dimensions],
      parameters: vocabularySize * dimensions,
      flops: 0,
    },
    ...layers(options, tokens).map((layer) => ({
      name: layer.name,
      output: layer.output,
      parameters: count(weights, layer),
      flops: layer.flops,
    })),
  ];
  const sum = (of: (layer: LayerDescription) => number): number =>
    described.reduce((total, layer) => total + of(layer), 0);
  return {
    kind: config.kind,
    tokens,
    layers: described,
    parameters: sum((layer) => layer.parameters),
    flops: sum((layer) => layer.flops),
  };
}

const count = (parameters: readonly Parameter[], { weights }: Layer): number =>
  parameters
    .filter(({ name }) => weights.some((weight) => name === weight || name.startsWith(`${weight}/`)))
    .reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
