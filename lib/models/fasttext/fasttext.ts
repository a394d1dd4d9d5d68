import type { Tensor2D } from '@tensorflow/tfjs';
import type { FasttextConfig } from '../config/fasttext-config.ts';
import { appendChannels } from '../layers/append-channels.ts';
import { dropout } from '../layers/dropout.ts';
import { embed, embedTokens } from '../layers/embed.ts';
import { headLayers, headLogits, headParameters } from '../layers/head.ts';
import { meanPool } from '../layers/valid-steps.ts';
import { rowDropout, wordDropout } from '../layers/word-dropout.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import { initialRng, type Parameter } from '../network/parameter.ts';
import { ngramCount, ngramIds } from './ngram-ids.ts';

/** Averaged vectors of words and n-grams: see {@link FasttextConfig} for the layers. */
export function fasttext(config: FasttextConfig): Architecture {
  return {
    parameters: ({ dimensions, channels = 0 }, seed) => [
      ...(config.ngrams > 1 ? [ngramTable(config.buckets, dimensions, seed)] : []),
      ...headParameters(config, dimensions + channels, seed),
    ],
    layers: ({ dimensions, channels = 0 }) => [
      {
        name: config.ngrams > 1 ? `mean with n-grams up to ${config.ngrams}` : 'mean',
        weights: ['ngrams'],
        output: [dimensions + channels],
        flops: 0,
      },
      ...headLayers(config, dimensions + channels),
    ],
    attends: false,
    logits: (pass) => headLogits(pass, config, average(pass, config)),
  };
}

/** First values uniform in ±1 / dimensions, as in the fastText program. */
function ngramTable(buckets: number, dimensions: number, seed: number): Parameter {
  const name = 'ngrams/embedding';
  return {
    name,
    shape: [buckets, dimensions],
    initial() {
      const rng = initialRng(seed, name);
      return Float32Array.from({ length: buckets * dimensions }, () => (2 * rng.float() - 1) / dimensions);
    },
  };
}

/**
 * Mean over the words and n-grams of each row, then the mean of its channels: [batch, dimensions + channels]. Word dropout
 * changes the n-grams too.
 */
function average(pass: Pass, { ngrams, buckets, dropout: rates }: FasttextConfig): Tensor2D {
  const { tf, weight, channels } = pass;
  const batch = wordDropout(pass, rates.words);
  const orders = Array.from({ length: ngrams - 1 }, (_, k) => k + 2);
  const rowItems = (row: number): number => {
    const length = batch.lengths[row] as number;
    return orders.reduce((sum, n) => sum + ngramCount(length, n), length);
  };
  const words = rowDropout(pass, embedTokens(pass, batch), batch, rates.rows);
  let mean = meanPool(tf, words, batch, rowItems);
  for (const n of orders) {
    const lengths = batch.lengths.map((length) => ngramCount(length, n));
    const ids = ngramIds(batch, n, buckets);
    const vectors = embed(pass, weight<Tensor2D>('ngrams/embedding'), { ...batch, ids });
    mean = mean.add<Tensor2D>(meanPool(tf, vectors, { ...batch, lengths }, rowItems));
  }
  const dropped = dropout(pass, mean, rates.embedding);
  const withChannels = appendChannels(pass, words);
  if (channels === 0) return dropped;
  const [time, size, dimensions] = words.shape;
  const alone = tf.slice(withChannels, [0, 0, dimensions], [time, size, channels]);
  return tf.concat([dropped, meanPool(tf, alone, batch)], 1);
}
