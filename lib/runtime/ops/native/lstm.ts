import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { differentiable } from '../differentiable.ts';
import type { LstmOptions } from '../recurrent-ops.ts';
import { checkLstmShapes } from '../lstm-shapes.ts';
import type { EagerOps } from './eager.ts';
import { blockGradients } from './lstm-block-gradients.ts';
import type { LstmRun } from './lstm-run.ts';
import { stepwiseGradients } from './lstm-stepwise-gradients.ts';
import { withScratch } from './scratch.ts';

/**
 * Per step and direction, the multiply-adds of the recurrent product up to which TensorFlow's own block gradient is the
 * faster one. It calls four small operations per step from C++; above, five big products beat it although each step
 * is three calls from JavaScript. Measured on AVX2, one and two threads.
 */
const BLOCK_GRADIENT_LIMIT = 2_500_000;

/** Handles of x, kernel, bias, the seven outputs of the forward pass, and the initial state where there is one. */
type LstmHandles = readonly [
  ...[x: number, kernel: number, bias: number],
  ...[inputGate: number, cell: number, forgetGate: number, outputGate: number],
  ...[candidate: number, cellOutput: number, h: number],
  ...[h0?: number, c0?: number],
];

/**
 * The LSTM of native TensorFlow: one `BlockLSTMV2` forward; see {@link blockGradients} and {@link stepwiseGradients}
 * for the two ways back. Contract: `RecurrentOps.lstm`.
 */
export function nativeLstm(
  eager: EagerOps,
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  options: LstmOptions = {},
): Tensor3D {
  const shapes = checkLstmShapes(x, kernel, bias, options.initial);
  const { steps, batch, inputs, units } = shapes;
  const wantsX = options.inputGradient ?? true;
  const start = options.initial === undefined ? [] : [options.initial.h, options.initial.c];
  const perStep = batch * (inputs + units) * 4 * units;
  const gradients = perStep <= BLOCK_GRADIENT_LIMIT ? blockGradients : stepwiseGradients;
  const attributes = [eager.number('cell_clip', 0), eager.bool('use_peephole', false), eager.float];
  return differentiable<Tensor3D>(eager.tf, [kernel, bias, ...(wantsX ? [x] : []), ...start], () => {
    const [xId, kernelId, biasId] = [eager.handle(x), eager.handle(kernel), eager.handle(bias)];
    const zeros = eager.zeros(batch, units);
    const [h0 = zeros, c0 = zeros] = start.map((state) => eager.handle(state));
    const peephole = eager.zeros(units);
    const outputs = withScratch(eager, (scratch) =>
      scratch
        .run(
          'BlockLSTMV2',
          attributes,
          [eager.int64(steps), xId, c0, h0, kernelId, peephole, peephole, peephole, biasId],
          7,
        )
        .map((handle) => scratch.adopt<Tensor3D>(handle)),
    );
    return {
      value: outputs[6] as Tensor3D,
      saved: [x, kernel, bias, ...outputs, ...start],
      gradient(dh, saved) {
        const ids = saved.map((tensor) => eager.handle(tensor)) as unknown as LstmHandles;
        const [x, kernel, bias, inputGate, cell, forgetGate, outputGate, candidate, cellOutput, h, h0, c0] =
          ids;
        const run: LstmRun = {
          ...shapes,
          ...{ x, kernel, bias, inputGate, cell, forgetGate, outputGate, candidate, cellOutput, h },
          initial: h0 === undefined || c0 === undefined ? null : { h: h0, c: c0 },
        };
        const result = gradients(eager, run, eager.handle(dh), wantsX);
        return [
          ...[result.kernel, result.bias],
          ...(result.x === null ? [] : [result.x]),
          ...(result.initial === null ? [] : [result.initial.h, result.initial.c]),
        ];
      },
    };
  });
}
