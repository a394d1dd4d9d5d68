import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { EagerOps } from './eager.ts';
import type { LstmGradients, LstmRun } from './lstm-run.ts';
import { withScratch } from './scratch.ts';

/** The gradient of a whole sequence in one operation, `BlockLSTMGradV2`: no call per step, but small products. */
export function blockGradients(eager: EagerOps, run: LstmRun, dh: number, wantsX: boolean): LstmGradients {
  const { x, kernel, bias, inputGate, cell, forgetGate, outputGate, candidate, cellOutput, h } = run;
  const zeros = eager.zeros(run.batch, run.units);
  const { h: h0, c: c0 } = run.initial ?? { h: zeros, c: zeros };
  const peephole = eager.zeros(run.units);
  return withScratch(eager, (scratch) => {
    const cellGradient = scratch.one('ZerosLike', [eager.float], [h]); // nobody reads the cell states
    const [dx, dc0, dh0, dkernel, , , , dbias] = scratch.run(
      'BlockLSTMGradV2',
      [eager.bool('use_peephole', false), eager.float],
      [
        ...[eager.int64(run.steps), x, c0, h0, kernel, peephole, peephole, peephole, bias],
        ...[inputGate, cell, forgetGate, outputGate, candidate, cellOutput, h, cellGradient, dh],
      ],
      8,
    ) as [number, number, number, number, number, number, number, number];
    return {
      x: wantsX ? scratch.adopt<Tensor3D>(dx) : null,
      kernel: scratch.adopt<Tensor2D>(dkernel),
      bias: scratch.adopt<Tensor1D>(dbias),
      initial:
        run.initial === null ? null : { h: scratch.adopt<Tensor2D>(dh0), c: scratch.adopt<Tensor2D>(dc0) },
    };
  });
}
