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

/** Dropout masks of one step; null where nothing is dropped. */
export interface DropoutMasks {
  /** [batch, dimensions], the same at every step of a row. */
  readonly embedding: Float32Array | null;
  /** After pooling and after each head layer, [batch, width] each. */
  readonly head: readonly (Float32Array | null)[];
}

/** One pass through the network. */
export interface Pass {
  /** Word vectors [time, batch, dimensions]. */
  readonly x: Tensor3D;
  /** Valid steps per row. */
  readonly lengths: Int32Array;
  readonly weights: ReadonlyMap<string, Tensor>;
  /** null to predict. */
  readonly masks: DropoutMasks | null;
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
  const drop = <T extends Tensor>(x: T, mask: Float32Array | null | undefined): T =>
    // a mask has the last two dimensions: over time it is the same
    mask ? x.mul<T>(tf.tensor2d(mask, [x.shape.at(-2) as number, x.shape.at(-1) as number])) : x;
  const x = drop(pass.x, pass.masks?.embedding);
  const sequences = [
    lstm('forward', x),
    // Right padding: reversing each row's valid steps only lets the initial state meet the true end of the text.
    lstm('backward', ops.reverseSequence(x, lengths)),
  ];
  // Neither pooling cares that the backward outputs are in reversed order: the last step is the text's first word.
  const pooled =
    config.pooling === 'last'
      ? tf.concat(
          sequences.map((sequence) => lastStep(tf, sequence, lengths)),
          1,
        )
      : maxMeanPool(tf, sequences, lengths);
  const dense = (x: Tensor2D, layer: string, activation: Activation): Tensor2D =>
    ops.dense(x, weight<Tensor2D>(`${layer}/kernel`), weight<Tensor1D>(`${layer}/bias`), activation);
  const hidden = config.head.reduce(
    (x, _, layer) => drop(dense(x, `head/${layer}`, 'relu'), pass.masks?.head[layer + 1]),
    drop(pooled, pass.masks?.head[0]),
  );
  return dense(hidden, 'logit', 'linear');
}
