import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { CnnConfig } from '../config/cnn-config.ts';
import { headLayers, headLogits, headParameters } from '../layers/head.ts';
import { maxPool } from '../layers/max-pool.ts';
import { readWords } from '../layers/read-words.ts';
import { zeroPadding } from '../layers/valid-steps.ts';
import type { Architecture, Pass } from '../network/architecture.ts';
import { productFlops } from '../network/layer.ts';
import { denseParameters } from '../network/parameter.ts';

/** Convolutions over words with a maximum over time: see {@link CnnConfig} for the layers. */
export function cnn(config: CnnConfig): Architecture {
  const { widths, filters } = config;
  return {
    parameters: ({ dimensions, channels = 0 }, seed) => [
      ...widths.flatMap((width) =>
        denseParameters(seed, `conv/${width}`, width * (dimensions + channels), filters),
      ),
      ...headParameters(config, widths.length * filters, seed),
    ],
    layers: ({ dimensions, channels = 0 }, tokens) => [
      ...widths.map((width) => ({
        name: `convolution of ${width}`,
        weights: [`conv/${width}`],
        output: [tokens, filters],
        flops: productFlops(tokens, width * (dimensions + channels), filters),
      })),
      { name: 'max pooling', weights: [], output: [widths.length * filters], flops: 0 },
      ...headLayers(config, widths.length * filters),
    ],
    attends: false,
    logits(pass) {
      const { tf, batch } = pass;
      const x = zeroPadding(tf, readWords(pass, config.dropout), batch);
      const pooled = widths.map((width) => maxPool(tf, convolve(pass, x, width), batch.lengths));
      return headLogits(pass, config, pooled.length === 1 ? (pooled[0] as Tensor2D) : tf.concat(pooled, 1));
    },
  };
}

/**
 * One group of filters at every step, the words before the first and after the last being zero: the step's window
 * reaches ⌊(width − 1) / 2⌋ words back. One product over shifted views side by side.
 *
 * @param x [time, batch, features], 0 at padding
 * @returns [time, batch, filters]
 */
function convolve({ tf, ops, weight }: Pass, x: Tensor3D, width: number): Tensor3D {
  const [time, size, features] = x.shape;
  const before = Math.floor((width - 1) / 2);
  const wide = tf.pad(x, [
    [before, width - 1 - before],
    [0, 0],
    [0, 0],
  ]);
  const shifted = Array.from({ length: width }, (_, k) => tf.slice(wide, [k, 0, 0], [time, size, features]));
  const windows = width === 1 ? x : tf.concat(shifted, 2);
  const kernel = weight<Tensor2D>(`conv/${width}/kernel`);
  return ops
    .dense(
      windows.reshape<Tensor2D>([time * size, width * features]),
      kernel,
      weight<Tensor1D>(`conv/${width}/bias`),
      'relu',
    )
    .reshape<Tensor3D>([time, size, kernel.shape[1]]);
}
