import type { Rank, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { glorotUniform } from '../initializers/glorot-uniform.ts';
import type { Pass } from '../network/architecture.ts';
import { productFlops } from '../network/layer.ts';
import { denseParameters, initialRng, type Parameter } from '../network/parameter.ts';

/** Sizes of a multi-head attention. */
export interface Heads {
  readonly heads: number;
  /** Width of each head's queries, keys and values. */
  readonly headSize: number;
}

/** Added to the scores of padding: their exponentials are 0 exactly. */
const NEVER = -1e9;

/**
 * Weights of {@link multiHeadAttention}: `<name>/query/…`, `<name>/key/kernel`, `<name>/value/…`, `<name>/output/…`. Keys
 * have no bias: it would add the same to all scores of a query, which softmax does not see.
 */
export function multiHeadAttentionParameters(
  name: string,
  features: number,
  { heads, headSize }: Heads,
  seed: number,
): Parameter[] {
  const width = heads * headSize;
  const key = `${name}/key/kernel`;
  return [
    ...denseParameters(seed, `${name}/query`, features, width),
    {
      name: key,
      shape: [features, width],
      initial: () => glorotUniform(initialRng(seed, key), features, width),
    },
    ...denseParameters(seed, `${name}/value`, features, width),
    ...denseParameters(seed, `${name}/output`, width, features),
  ];
}

/** Operations of {@link multiHeadAttention} over `tokens` steps: four projections, scores, weighted sums. */
export function multiHeadAttentionFlops(
  tokens: number,
  features: number,
  { heads, headSize }: Heads,
): number {
  const width = heads * headSize;
  return 4 * productFlops(tokens, features, width) + 2 * productFlops(tokens, width, tokens);
}

/** What an attention gives, and how it came to it. */
export interface Attended {
  /** [time, batch, features]; at padding a number that nobody reads. */
  readonly value: Tensor3D;
  /** Weights [batch, heads, time of queries, time of keys]; 0 for keys at padding. */
  readonly weights: Tensor4D;
}

/**
 * Scaled dot-product attention of every step to every valid step of its row, in several heads side by side (Vaswani et al.
 * 2017, "Attention is all you need", 3.2).
 *
 * @param sequence [time, batch, features], right-padded
 */
export function multiHeadAttention(
  pass: Pass,
  name: string,
  sequence: Tensor3D,
  { heads, headSize }: Heads,
): Attended {
  const { tf, ops, weight } = pass;
  const [time, size, features] = sequence.shape;
  const width = heads * headSize;
  const flat = sequence.reshape<Tensor2D>([time * size, features]);
  /** [batch, heads, time, headSize]. */
  const split = (x: Tensor2D): Tensor4D =>
    x.reshape<Tensor4D>([time, size, heads, headSize]).transpose([1, 2, 0, 3]);
  const dense = (x: Tensor2D, part: string, bias: Tensor1D): Tensor2D =>
    ops.dense(x, weight<Tensor2D>(`${name}/${part}/kernel`), bias, 'linear');
  const biased = (x: Tensor2D, part: string): Tensor2D =>
    dense(x, part, weight<Tensor1D>(`${name}/${part}/bias`));
  const query = split(biased(flat, 'query'));
  const key = split(dense(flat, 'key', tf.zeros<Rank.R1>([width])));
  const value = split(biased(flat, 'value'));
  const scores = tf
    .matMul<Tensor4D>(query.mul(1 / Math.sqrt(headSize)), key, false, true)
    .add<Tensor4D>(paddingScores(pass));
  const weights = tf.softmax(scores);
  const mixed = tf.matMul<Tensor4D>(weights, value).transpose<Tensor4D>([2, 0, 1, 3]);
  const output = biased(mixed.reshape<Tensor2D>([time * size, width]), 'output');
  return { value: output.reshape<Tensor3D>([time, size, features]), weights };
}

/** What is added to the scores [batch, heads, queries, keys]. */
function paddingScores({ tf, batch: { size, time, lengths } }: Pass): Tensor4D {
  const mask = new Float32Array(size * time);
  lengths.forEach((length, row) => mask.fill(NEVER, row * time + length, (row + 1) * time));
  return tf.tensor4d(mask, [size, 1, 1, time]);
}

/**
 * How much attention each token gets: the mean over heads and over the valid steps that look at it.
 *
 * @param weights as in {@link Attended}
 * @returns row-major [batch, time]: sums to 1 over valid tokens, 0 at padding
 */
export function receivedAttention(weights: Tensor4D, lengths: Int32Array): Float32Array {
  const [size, heads, time] = weights.shape;
  const values = weights.dataSync<'float32'>();
  const received = new Float32Array(size * time);
  lengths.forEach((length, row) => {
    const sums = new Float64Array(length);
    for (let head = 0; head < heads; head++)
      for (let query = 0; query < length; query++) {
        const from = ((row * heads + head) * time + query) * time;
        for (let key = 0; key < length; key++)
          sums[key] = (sums[key] as number) + (values[from + key] as number);
      }
    sums.forEach((sum, key) => (received[row * time + key] = sum / (heads * length)));
  });
  return received;
}
