import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { TransformerConfig } from '../config/transformer-config.ts';
import { additiveAttention, additiveAttentionParameters } from '../layers/additive-attention.ts';
import { dropout } from '../layers/dropout.ts';
import { headLogits, headParameters } from '../layers/head.ts';
import { layerNorm, layerNormParameters } from '../layers/layer-norm.ts';
import {
  multiHeadAttention,
  multiHeadAttentionParameters,
  receivedAttention,
} from '../layers/multi-head-attention.ts';
import { readWords } from '../layers/read-words.ts';
import { meanPool } from '../layers/valid-steps.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import { denseParameters } from '../network/parameter.ts';
import { transformerLayers } from './layers-of.ts';
import { addPositions, positionParameters } from './positions.ts';

/** A small pre-norm encoder: see {@link TransformerConfig} for the layers. */
export function transformer(config: TransformerConfig): Architecture {
  const { size, layers, feedForward, pooling } = config;
  return {
    parameters: ({ dimensions, channels = 0 }, seed) => [
      ...denseParameters(seed, 'input', dimensions + channels, size),
      ...positionParameters(config, seed),
      ...Array.from({ length: layers }, (_, layer) => [
        ...layerNormParameters(`encoder/${layer}/norm1`, size),
        ...multiHeadAttentionParameters(`encoder/${layer}/attention`, size, config, seed),
        ...layerNormParameters(`encoder/${layer}/norm2`, size),
        ...denseParameters(seed, `encoder/${layer}/hidden`, size, feedForward),
        ...denseParameters(seed, `encoder/${layer}/output`, feedForward, size),
      ]).flat(),
      ...layerNormParameters('norm', size),
      ...(pooling === 'attention' ? additiveAttentionParameters('attention', size, size, seed) : []),
      ...headParameters(config, size, seed),
    ],
    layers: (inputs, tokens) => transformerLayers(config, inputs, tokens),
    attends: true,
    logits: (pass) => headLogits(pass, config, encode(pass, config)),
  };
}

/** The text as one vector [batch, size]. */
function encode(pass: Pass, config: TransformerConfig): Tensor2D {
  const { tf, batch } = pass;
  const words = readWords(pass, config.dropout);
  let x = addPositions(pass, config, dense(pass, 'input', words));
  for (let layer = 0; layer < config.layers; layer++) {
    const name = `encoder/${layer}`;
    const { value, weights } = multiHeadAttention(
      pass,
      `${name}/attention`,
      norm(pass, `${name}/norm1`, x),
      config,
    );
    if (config.pooling === 'mean' && layer === config.layers - 1)
      pass.attend?.(receivedAttention(weights, batch.lengths));
    x = x.add(dropout(pass, value, config.dropout.residual));
    const hidden = activate(pass, config, dense(pass, `${name}/hidden`, norm(pass, `${name}/norm2`, x)));
    x = x.add(dropout(pass, dense(pass, `${name}/output`, hidden), config.dropout.residual));
  }
  const states = norm(pass, 'norm', x);
  return config.pooling === 'mean'
    ? meanPool(tf, states, batch)
    : additiveAttention(pass, 'attention', states);
}

const norm = ({ tf, weight }: Pass, name: string, x: Tensor3D): Tensor3D =>
  layerNorm(tf, x, weight<Tensor1D>(`${name}/gain`), weight<Tensor1D>(`${name}/bias`));

/** A linear layer at every step. */
function dense({ ops, weight }: Pass, name: string, x: Tensor3D): Tensor3D {
  const [time, size, features] = x.shape;
  const kernel = weight<Tensor2D>(`${name}/kernel`);
  return ops
    .dense(x.reshape<Tensor2D>([time * size, features]), kernel, weight<Tensor1D>(`${name}/bias`), 'linear')
    .reshape<Tensor3D>([time, size, kernel.shape[1]]);
}

/** GELU: Hendrycks & Gimpel 2016, x Φ(x). */
function activate({ tf }: Pass, { activation }: TransformerConfig, x: Tensor3D): Tensor3D {
  switch (activation) {
    case 'relu':
      return x.relu();
    case 'gelu':
      return x.mul<Tensor3D>(tf.erf(x.mul(Math.SQRT1_2)).add(1).mul(0.5));
  }
}
