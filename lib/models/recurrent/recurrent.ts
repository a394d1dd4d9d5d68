import type { Tensor2D } from '@tensorflow/tfjs';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { appendChannels } from '../layers/append-channels.ts';
import { dropout } from '../layers/dropout.ts';
import { embedTokens } from '../layers/embed.ts';
import { headLogits, headParameters } from '../layers/head.ts';
import { lastStep } from '../layers/last-step.ts';
import { maxMeanPool } from '../layers/max-mean-pool.ts';
import { rowDropout, wordDropout } from '../layers/word-dropout.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import type { Cell } from './cell.ts';
import { pooledSize } from './layout.ts';
import { recurrentParameters } from './parameters.ts';
import { recurrentLayers } from './recurrent-layers.ts';

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
  const sequences = recurrentLayers(pass, config, cell, appendChannels(pass, x));
  // Neither pooling cares that the backward outputs are in reversed order: the last step is the text's first word.
  if (config.pooling === 'max-mean') return maxMeanPool(tf, sequences, batch.lengths);
  const last = sequences.map((sequence) => lastStep(tf, sequence, batch.lengths));
  return last.length === 1 ? (last[0] as Tensor2D) : tf.concat(last, 1);
}
