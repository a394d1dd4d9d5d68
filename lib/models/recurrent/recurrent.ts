import type { Tensor2D } from '@tensorflow/tfjs';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { appendChannels } from '../layers/append-channels.ts';
import { dropout } from '../layers/dropout.ts';
import { embedTokens } from '../layers/embed.ts';
import { headLogits, headParameters } from '../layers/head.ts';
import { maxMeanPool } from '../layers/max-mean-pool.ts';
import { rowDropout, wordDropout } from '../layers/word-dropout.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import type { Cell } from './cell.ts';
import { directionsOf, pooledSize } from './layout.ts';
import { recurrentParameters } from './parameters.ts';
import { recurrentLast, recurrentSequence } from './recurrent-layers.ts';

/** Embedding, recurrent layers of one kind of cell, pooling and head: see {@link RecurrentConfig}. */
export function recurrent(config: RecurrentConfig, cell: Cell): Architecture {
  return {
    parameters: (inputs, seed) => [
      ...recurrentParameters(config, cell, inputs, seed),
      ...headParameters(config, pooledSize(config), seed),
    ],
    logits: (pass) => headLogits(pass, config, pooledOutputs(pass, config, cell)),
  };
}

/** Recurrent outputs of all directions, pooled over the valid steps: [batch, features]. */
function pooledOutputs(pass: Pass, config: RecurrentConfig, cell: Cell): Tensor2D {
  const { tf } = pass;
  const batch = wordDropout(pass, config.dropout.words);
  const vectors = embedTokens(pass, batch);
  const x = dropout(pass, rowDropout(pass, vectors, batch, config.dropout.rows), config.dropout.embedding);
  const inputs = appendChannels(pass, x);
  if (config.pooling === 'last') return recurrentLast(pass, config, cell, inputs);
  const sequence = recurrentSequence(pass, config, cell, inputs);
  return maxMeanPool(tf, sequence, batch.lengths, directionsOf(config).length);
}
