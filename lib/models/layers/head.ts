import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { Activation } from '../../runtime/index.ts';
import type { Pass } from '../network/architecture.ts';
import { productFlops, type Layer } from '../network/layer.ts';
import { denseParameters, type Parameter } from '../network/parameter.ts';
import { dropout } from './dropout.ts';

/** Sizes and dropout of the layers between pooling and the logit. */
export interface HeadConfig {
  /** Sizes of the ReLU layers. */
  readonly head: readonly number[];
  readonly dropout: { readonly head: number };
}

/** Weights of the head: `head/<n>/…` for each ReLU layer, then `logit/…`. */
export function headParameters({ head }: HeadConfig, inputs: number, seed: number): Parameter[] {
  const sizes = [inputs, ...head];
  return [
    ...head.flatMap((outputs, layer) =>
      denseParameters(seed, `head/${layer}`, sizes[layer] as number, outputs),
    ),
    ...denseParameters(seed, 'logit', sizes[sizes.length - 1] as number, 1),
  ];
}

/** The head's layers as `describeModel` shows them. */
export function headLayers({ head }: Pick<HeadConfig, 'head'>, inputs: number): Layer[] {
  const sizes = [inputs, ...head];
  return [...head, 1].map((outputs, layer) => ({
    name: layer === head.length ? 'logit' : `head ${layer}`,
    weights: [layer === head.length ? 'logit' : `head/${layer}`],
    output: [outputs],
    flops: productFlops(1, sizes[layer] as number, outputs),
  }));
}

/**
 * Dropout, ReLU layers with dropout after each, and the logit.
 *
 * @param pooled [batch, features]
 * @returns [batch, 1]
 */
export function headLogits(pass: Pass, config: HeadConfig, pooled: Tensor2D): Tensor2D {
  const { ops, weight } = pass;
  const dense = (x: Tensor2D, layer: string, activation: Activation): Tensor2D =>
    ops.dense(x, weight<Tensor2D>(`${layer}/kernel`), weight<Tensor1D>(`${layer}/bias`), activation);
  const hidden = config.head.reduce(
    (x, _, layer) => dropout(pass, dense(x, `head/${layer}`, 'relu'), config.dropout.head),
    dropout(pass, pooled, config.dropout.head),
  );
  return dense(hidden, 'logit', 'linear');
}
