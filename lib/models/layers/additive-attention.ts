import type { Rank, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { glorotUniform } from '../initializers/glorot-uniform.ts';
import type { Pass } from '../network/architecture.ts';
import { productFlops } from '../network/layer.ts';
import { denseParameters, initialRng, type Parameter } from '../network/parameter.ts';
import { attentionPool } from './attention-pool.ts';

/** Weights of {@link additiveAttention}: `<name>/kernel`, `<name>/bias`, `<name>/context`. */
export function additiveAttentionParameters(
  name: string,
  inputs: number,
  size: number,
  seed: number,
): Parameter[] {
  const context = `${name}/context`;
  return [
    ...denseParameters(seed, name, inputs, size),
    { name: context, shape: [size, 1], initial: () => glorotUniform(initialRng(seed, context), size, 1) },
  ];
}

/** Operations of {@link additiveAttention} over `tokens` steps: hidden layer, scores, weighted sum. */
export const additiveAttentionFlops = (tokens: number, features: number, size: number): number =>
  productFlops(tokens, features, size) + productFlops(tokens, size, 1) + productFlops(1, tokens, features);

/**
 * Additive attention: the score of a step is u · tanh(W h + b), its weight the softmax of the scores over the valid steps,
 * the result the weighted mean of the h (Bahdanau et al. 2015; with a learned u as the question, Yang et al. 2016,
 * "Hierarchical attention networks"). The weights are handed to the pass.
 *
 * @param sequence [time, batch, features], in the order of the text
 * @returns [batch, features]
 */
export function additiveAttention(pass: Pass, name: string, sequence: Tensor3D): Tensor2D {
  const { tf, ops, weight, batch } = pass;
  const [time, size, features] = sequence.shape;
  const flat = sequence.reshape<Tensor2D>([time * size, features]);
  const hidden = ops
    .dense(flat, weight<Tensor2D>(`${name}/kernel`), weight<Tensor1D>(`${name}/bias`), 'linear')
    .tanh<Tensor2D>();
  const scores = ops.dense(hidden, weight<Tensor2D>(`${name}/context`), tf.zeros<Rank.R1>([1]), 'linear');
  const { value, weights } = attentionPool(tf, sequence, scores, batch.lengths);
  pass.attend?.(weights);
  return value;
}
