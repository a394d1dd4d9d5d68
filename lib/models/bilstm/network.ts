import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { FailureError } from '../../errors/index.ts';
import type { Activation, RecurrentOps, Tf } from '../../runtime/index.ts';
import type { BilstmConfig } from '../config/bilstm-config.ts';
import { lastStep } from '../layers/last-step.ts';
import { maxMeanPool } from '../layers/max-mean-pool.ts';

/** What the network runs on and with. */
export interface Network {
  readonly tf: Tf;
  readonly ops: RecurrentOps;
  readonly config: BilstmConfig;
}

/** One pass through the network. */
export interface Pass {
  /** Word vectors [time, batch, dimensions]. */
  readonly x: Tensor3D;
  /** Valid steps per row. */
  readonly lengths: Int32Array;
  readonly weights: ReadonlyMap<string, Tensor>;
  /** Dropout masks after pooling and after each head layer, [batch, width] each; null for none. */
  readonly masks: readonly (Float32Array | null)[];
  /** Whether the gradient reaches `x`. */
  readonly inputGradient: boolean;
}

/** Logits [batch, 1] of word vectors. Differentiable by the weights and, if wanted, by `x`. */
export function bilstmLogits({ tf, ops, config }: Network, pass: Pass): Tensor2D {
  const { lengths, inputGradient } = pass;
  const weight = <T extends Tensor>(name: string): T => {
    const tensor = pass.weights.get(name);
    if (tensor === undefined) throw new FailureError('The network lacks a weight.', { field: name });
    return tensor as T;
  };
  const lstm = (direction: string, x: Tensor3D): Tensor3D =>
    ops.lstm(x, weight<Tensor2D>(`lstm/${direction}/kernel`), weight<Tensor1D>(`lstm/${direction}/bias`), {
      inputGradient,
    });
  const sequences = [
    lstm('forward', pass.x),
    // Right padding: reversing each row's valid steps only lets the initial state meet the true end of the text.
    lstm('backward', ops.reverseSequence(pass.x, lengths)),
  ];
  // Neither pooling cares that the backward outputs are in reversed order: the last step is the text's first word.
  const pooled =
    config.pooling === 'last'
      ? tf.concat(
          sequences.map((sequence) => lastStep(tf, sequence, lengths)),
          1,
        )
      : maxMeanPool(tf, sequences, lengths);
  const drop = (x: Tensor2D, layer: number): Tensor2D => {
    const mask = pass.masks[layer] ?? null;
    return mask === null ? x : x.mul(tf.tensor2d(mask, x.shape));
  };
  const dense = (x: Tensor2D, layer: string, activation: Activation): Tensor2D =>
    ops.dense(x, weight<Tensor2D>(`${layer}/kernel`), weight<Tensor1D>(`${layer}/bias`), activation);
  const hidden = config.head.reduce(
    (x, _, layer) => drop(dense(x, `head/${layer}`, 'relu'), layer + 1),
    drop(pooled, 0),
  );
  return dense(hidden, 'logit', 'linear');
}
