import type { Tensor2D } from '@tensorflow/tfjs';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { appendChannels } from '../layers/append-channels.ts';
import { dropout } from '../layers/dropout.ts';
import { embedTokens } from '../layers/embed.ts';
import { headLogits, headParameters } from '../layers/head.ts';
import { rowDropout, wordDropout } from '../layers/word-dropout.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import type { Cell } from './cell.ts';
import { pooledSize } from './layout.ts';
import { recurrentParameters } from './parameters.ts';
import { attends, poolOutputs, poolingParameters } from './pooling.ts';

/** Embedding, recurrent layers of one kind of cell, pooling and head: see {@link RecurrentConfig}. */
export function recurrent(config: RecurrentConfig, cell: Cell): Architecture {
  return {
    parameters: (inputs, seed) => [
      ...recurrentParameters(config, cell, inputs, seed),
      ...poolingParameters(config, seed),
      ...headParameters(config, pooledSize(config), seed),
    ],
    attends: attends(config),
    logits: (pass) => headLogits(pass, config, pooledOutputs(pass, config, cell)),
  };
}

/** Recurrent outputs of all directions, pooled over the valid steps: [batch, features]. */
function pooledOutputs(pass: Pass, config: RecurrentConfig, cell: Cell): Tensor2D {
  const batch = wordDropout(pass, config.dropout.words);
  const vectors = embedTokens(pass, batch);
  const x = dropout(pass, rowDropout(pass, vectors, batch, config.dropout.rows), config.dropout.embedding);
  return poolOutputs(pass, config, cell, appendChannels(pass, x));
}
