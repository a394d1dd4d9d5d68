import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { poolingOf } from '../config/pooling-config.ts';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { additiveAttention, additiveAttentionParameters } from '../layers/additive-attention.ts';
import { maxMeanPool } from '../layers/max-mean-pool.ts';
import {
  multiHeadAttention,
  multiHeadAttentionParameters,
  receivedAttention,
} from '../layers/multi-head-attention.ts';
import type { Pass } from '../network/architecture.ts';
import type { Parameter } from '../network/parameter.ts';
import type { Cell } from './cell.ts';
import { directionsOf, outputSize } from './layout.ts';
import { recurrentLast, recurrentSequence } from './recurrent-layers.ts';

/** Whether a pooling gives a weight to every token. */
export const attends = ({ pooling }: Pick<RecurrentConfig, 'pooling'>): boolean => {
  const { kind } = poolingOf(pooling);
  return kind === 'attention' || kind === 'self-attention';
};

/** Weights of the pooling, `attention/…`; none but for attentions. */
export function poolingParameters(config: RecurrentConfig, seed: number): Parameter[] {
  const pooling = poolingOf(config.pooling);
  const outputs = outputSize(config);
  switch (pooling.kind) {
    case 'max-mean':
    case 'last':
      return [];
    case 'attention':
      return additiveAttentionParameters('attention', outputs, pooling.size, seed);
    case 'self-attention':
      return multiHeadAttentionParameters('attention', outputs, pooling, seed);
  }
}

/**
 * The recurrent layers over a sequence, and their outputs as one vector.
 *
 * @param x [time, batch, dimensions], right-padded
 * @returns [batch, pooledSize]
 */
export function poolOutputs(pass: Pass, config: RecurrentConfig, cell: Cell, x: Tensor3D): Tensor2D {
  const { tf, batch } = pass;
  const pooling = poolingOf(config.pooling);
  if (pooling.kind === 'last') return recurrentLast(pass, config, cell, x);
  const outputs = recurrentSequence(pass, config, cell, x);
  switch (pooling.kind) {
    case 'max-mean':
      return maxMeanPool(tf, outputs, batch.lengths, directionsOf(config).length);
    case 'attention':
      return additiveAttention(pass, 'attention', outputs);
    case 'self-attention': {
      const { value, weights } = multiHeadAttention(pass, 'attention', outputs, pooling);
      pass.attend?.(receivedAttention(weights, batch.lengths));
      return maxMeanPool(tf, outputs.add<Tensor3D>(value), batch.lengths);
    }
  }
}
