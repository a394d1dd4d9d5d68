import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { BilstmConfig } from '../config/bilstm-config.ts';
import { dropout } from '../layers/dropout.ts';
import { embed } from '../layers/embed.ts';
import { headLogits } from '../layers/head.ts';
import { lastStep } from '../layers/last-step.ts';
import { maxMeanPool } from '../layers/max-mean-pool.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import { bilstmParameters } from './parameters.ts';

/** A bidirectional LSTM: see {@link BilstmConfig} for its layers. */
export function bilstm(config: BilstmConfig): Architecture {
  return {
    parameters: (inputs, seed) => bilstmParameters(config, inputs, seed),
    logits: (pass) => headLogits(pass, config, pooledOutputs(pass, config)),
  };
}

/** Recurrent outputs of both directions, pooled over the valid steps: [batch, features]. */
function pooledOutputs(pass: Pass, config: BilstmConfig): Tensor2D {
  const { tf, ops, weight, batch, inputGradient } = pass;
  const lstm = (direction: string, x: Tensor3D): Tensor3D =>
    ops.lstm(x, weight<Tensor2D>(`lstm/${direction}/kernel`), weight<Tensor1D>(`lstm/${direction}/bias`), {
      inputGradient,
    });
  const x = dropout(pass, embed(tf, weight<Tensor2D>('embedding'), batch), config.dropout.embedding);
  const sequences = [
    lstm('forward', x),
    // Right padding: reversing each row's valid steps only lets the initial state meet the true end of the text.
    lstm('backward', ops.reverseSequence(x, batch.lengths)),
  ];
  // Neither pooling cares that the backward outputs are in reversed order: the last step is the text's first word.
  return config.pooling === 'last'
    ? tf.concat(
        sequences.map((sequence) => lastStep(tf, sequence, batch.lengths)),
        1,
      )
    : maxMeanPool(tf, sequences, batch.lengths);
}
