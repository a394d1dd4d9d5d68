import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { differentiable } from '../differentiable.ts';
import type { Activation } from '../recurrent-ops.ts';
import type { OpAttribute } from './binding.ts';
import type { EagerOps } from './eager.ts';
import { withScratch } from './scratch.ts';

/**
 * A dense layer of native TensorFlow in two or three plain operations. TensorFlow.js sends every product as a batch of
 * one (`BatchMatMulV2`), which on small matrices takes several times as long. Contract: `RecurrentOps.dense`.
 */
export function nativeDense(
  eager: EagerOps,
  x: Tensor2D,
  kernel: Tensor2D,
  bias: Tensor1D,
  activation: Activation,
): Tensor2D {
  const product = (transposeA: boolean, transposeB: boolean): readonly OpAttribute[] => [
    eager.bool('transpose_a', transposeA),
    eager.bool('transpose_b', transposeB),
    eager.float,
  ];
  return differentiable<Tensor2D>(eager.tf, [x, kernel, bias], () => {
    const value = withScratch(eager, (scratch) => {
      const xw = scratch.one('MatMul', product(false, false), [eager.handle(x), eager.handle(kernel)]);
      const sum = scratch.one('BiasAdd', [eager.float], [xw, eager.handle(bias)]);
      return scratch.adopt<Tensor2D>(activation === 'relu' ? scratch.one('Relu', [eager.float], [sum]) : sum);
    });
    return {
      value,
      saved: activation === 'relu' ? [x, kernel, value] : [x, kernel],
      gradient: (dy, saved) =>
        withScratch(eager, (scratch) => {
          const [x, kernel, y] = saved.map((tensor) => eager.handle(tensor)) as [number, number, number?];
          const upstream = eager.handle(dy);
          const d = y === undefined ? upstream : scratch.one('ReluGrad', [eager.float], [upstream, y]);
          return [
            scratch.adopt(scratch.one('MatMul', product(false, true), [d, kernel])),
            scratch.adopt(scratch.one('MatMul', product(true, false), [x, d])),
            scratch.adopt(scratch.one('BiasAddGrad', [eager.float], [d])),
          ];
        }),
    };
  });
}
