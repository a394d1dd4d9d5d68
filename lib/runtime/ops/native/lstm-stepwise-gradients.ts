import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { concat, product, productAttributes, reshape, slice, transpose } from './array-ops.ts';
import type { EagerOps } from './eager.ts';
import type { LstmGradients, LstmRun } from './lstm-run.ts';
import type { Scratch } from './scratch.ts';
import { withScratch } from './scratch.ts';

/**
 * The gradient of a whole sequence with as little as possible inside the recurrence: per step the gates
 * (`LSTMBlockCellGrad`) and the one product that the step before waits for; then all weight and input gradients by
 * three big products over [time × batch] rows at once, which run at the speed of the matrix unit.
 *
 * `LSTMBlockCellGrad` orders the gates i, c, f, o: the kernel is brought into that order and its gradient back.
 */
export function stepwiseGradients(eager: EagerOps, run: LstmRun, dh: number, wantsX: boolean): LstmGradients {
  const { steps, batch, inputs, units } = run;
  const rows = steps * batch;
  return withScratch(eager, (scratch) => {
    const kernel = swapMiddleGates(eager, scratch, run.kernel, 1);
    const inputKernel = slice(eager, scratch, kernel, [0, 0], [inputs, 4 * units]);
    const recurrentKernel = slice(eager, scratch, kernel, [inputs, 0], [units, 4 * units]);
    const { gates, initial } = gateGradients(eager, scratch, run, dh, kernel, recurrentKernel);

    const x = reshape(eager, scratch, run.x, [rows, inputs]);
    const dInputKernel = product(eager, scratch, x, gates, { transposeA: true });
    const dRecurrentKernel = recurrentKernelGradient(eager, scratch, run, gates);
    const dKernel = concat(eager, scratch, [dInputKernel, dRecurrentKernel], 0);
    const dBias = scratch.one(
      'Sum',
      [eager.float, eager.type('Tidx', eager.binding.TF_INT32), eager.bool('keep_dims', false)],
      [gates, scratch.int32([0])],
    );
    const dx = wantsX
      ? reshape(eager, scratch, product(eager, scratch, gates, inputKernel, { transposeB: true }), [
          steps,
          batch,
          inputs,
        ])
      : null;
    return {
      x: dx === null ? null : scratch.adopt<Tensor3D>(dx),
      kernel: scratch.adopt<Tensor2D>(swapMiddleGates(eager, scratch, dKernel, 1)),
      bias: scratch.adopt<Tensor1D>(swapMiddleGates(eager, scratch, dBias, 0)),
      initial:
        initial === null
          ? null
          : { h: scratch.adopt<Tensor2D>(initial.h), c: scratch.adopt<Tensor2D>(initial.c) },
    };
  });
}

/** Gradients of the gates' sums of all steps, [time × batch, 4 × units] in the order i, c, f, o, and of the initial state. */
function gateGradients(
  eager: EagerOps,
  scratch: Scratch,
  run: LstmRun,
  dh: number,
  kernel: number,
  recurrentKernel: number,
): { gates: number; initial: { h: number; c: number } | null } {
  const { steps, batch, inputs, units } = run;
  const unpack = [eager.int('num', steps), eager.int('axis', 0), eager.float];
  const perStep = (sequence: number): number[] => scratch.run('Unpack', unpack, [sequence], steps); // views
  const [inputGate, cell, forgetGate] = [run.inputGate, run.cell, run.forgetGate].map(perStep);
  const [outputGate, candidate, cellOutput] = [run.outputGate, run.candidate, run.cellOutput].map(perStep);
  const upstream = perStep(dh);
  // Transposed once: with transpose_b each step's product takes twice as long where oneDNN is off.
  const transposed = transpose(eager, scratch, recurrentKernel);
  const cellAttributes = [eager.bool('use_peephole', false), eager.float];
  const add = [eager.float];
  const multiply = productAttributes(eager, {});
  const peephole = eager.zeros(units);
  const state = eager.zeros(batch, units);
  const input = eager.zeros(batch, inputs); // x and h of the step: the operation looks at their shapes only
  const gates = new Array<number>(steps);
  let dCell = state;
  let recurrent: number | null = null;
  for (let k = steps - 1; k >= 0; k--) {
    const at = (list: readonly number[] | undefined): number => list?.[k] as number;
    const dhk: number =
      recurrent === null ? at(upstream) : scratch.one('AddV2', add, [at(upstream), recurrent]);
    const [dPreviousCell, gate] = scratch.run(
      'LSTMBlockCellGrad',
      cellAttributes,
      [
        ...[input, k > 0 ? (cell?.[k - 1] as number) : (run.initial?.c ?? state), state, kernel],
        ...[peephole, peephole, peephole, run.bias, at(inputGate), at(cell), at(forgetGate), at(outputGate)],
        ...[at(candidate), at(cellOutput), dCell, dhk],
      ],
      5,
    ) as [number, number];
    dCell = dPreviousCell;
    gates[k] = gate;
    if (k > 0 || run.initial !== null) recurrent = scratch.one('MatMul', multiply, [gate, transposed]);
  }
  return {
    gates: concat(eager, scratch, gates, 0),
    initial: run.initial === null ? null : { h: recurrent as number, c: dCell },
  };
}

/** Products of every step's gate gradients with the output of the step before; the first has that of the initial state. */
function recurrentKernelGradient(eager: EagerOps, scratch: Scratch, run: LstmRun, gates: number): number {
  const { steps, batch, units } = run;
  const later = (steps - 1) * batch;
  const { initial } = run;
  const first =
    initial === null
      ? null
      : product(eager, scratch, initial.h, slice(eager, scratch, gates, [0, 0], [batch, 4 * units]), {
          transposeA: true,
        });
  if (later === 0) return first ?? eager.zeros(units, 4 * units);
  const h = reshape(eager, scratch, run.h, [steps * batch, units]);
  // Slices of whole rows are views: nothing is copied.
  const before = slice(eager, scratch, h, [0, 0], [later, units]);
  const after = slice(eager, scratch, gates, [batch, 0], [later, 4 * units]);
  const rest = product(eager, scratch, before, after, { transposeA: true });
  return first === null ? rest : scratch.one('AddV2', [eager.float], [rest, first]);
}

/** Gate order i, f, c, o to i, c, f, o or back, along an axis. */
function swapMiddleGates(eager: EagerOps, scratch: Scratch, weights: number, axis: number): number {
  const [i, second, third, o] = scratch.run(
    'Split',
    [eager.int('num_split', 4), eager.float],
    [scratch.int32(axis), weights],
    4,
  ) as [number, number, number, number];
  return concat(eager, scratch, [i, third, second, o], axis);
}
