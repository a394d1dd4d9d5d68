import type { Tensor2D } from '@tensorflow/tfjs';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { headLogits, headParameters } from '../layers/head.ts';
import { readWords } from '../layers/read-words.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import type { Cell } from './cell.ts';
import { recurrentLayersOf } from './layers-of.ts';
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
    layers: (inputs, tokens) => recurrentLayersOf(config, cell, inputs, tokens),
    attends: attends(config),
    logits: (pass) => headLogits(pass, config, pooledOutputs(pass, config, cell)),
  };
}

/** Recurrent outputs of all directions, pooled over the valid steps: [batch, features]. */
function pooledOutputs(pass: Pass, config: RecurrentConfig, cell: Cell): Tensor2D {
  return poolOutputs(pass, config, cell, readWords(pass, config.dropout));
}
