import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { differentiable } from '../differentiable.ts';
import type { GruShapes } from '../gru-shapes.ts';
import { checkGruShapes } from '../gru-shapes.ts';
import type { GruOptions } from '../recurrent-ops.ts';
import { concat, product, productAttributes, reshape, slice, unpack } from './array-ops.ts';
import type { EagerOps } from './eager.ts';
import { gruGradients } from './gru-gradients.ts';
import type { Scratch } from './scratch.ts';
import { withScratch } from './scratch.ts';

/**
 * The GRU of native TensorFlow out of plain operations: its own `GRUBlockCell` applies the reset gate before the product.
 * The input products of all steps are one; a step is the recurrent product and eleven small operations. Contract:
 * `RecurrentOps.gru`.
 */
export function nativeGru(
  eager: EagerOps,
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  options: GruOptions = {},
): Tensor3D {
  const shapes = checkGruShapes(x, kernel, bias, options.initial);
  const wantsX = options.inputGradient ?? true;
  const start = options.initial === undefined ? [] : [options.initial];
  return differentiable<Tensor3D>(eager.tf, [kernel, bias, ...(wantsX ? [x] : []), ...start], () => {
    const [first = eager.zeros(shapes.batch, shapes.units)] = start.map((h) => eager.handle(h));
    const tape = withScratch(eager, (scratch) =>
      forward(eager, scratch, shapes, eager.handle(x), eager.handle(kernel), eager.handle(bias), first).map(
        (handle) => scratch.adopt(handle),
      ),
    );
    return {
      value: tape[0] as Tensor3D,
      saved: [x, kernel, ...tape, ...start],
      gradient(dh, saved) {
        const handles = saved.map((tensor) => eager.handle(tensor));
        const [x, kernel, h, rz, n, inner, initial] = handles as unknown as GruHandles;
        const run = { ...shapes, x, kernel, h, rz, n, inner, initial: initial ?? null };
        return gruGradients(eager, run, eager.handle(dh), wantsX);
      },
    };
  });
}

/** Handles of x, kernel, what the forward pass kept, and the initial output where there is one. */
type GruHandles = readonly [
  ...[x: number, kernel: number],
  ...[h: number, rz: number, n: number, inner: number, initial?: number],
];

/** Outputs [time, batch, units]; of all rows, the gates r and z side by side, the candidate n, and its inner sum U h + c. */
function forward(
  eager: EagerOps,
  scratch: Scratch,
  { steps, batch, inputs, units }: GruShapes,
  x: number,
  kernel: number,
  bias: number,
  first: number,
): [h: number, rz: number, n: number, inner: number] {
  const rows = steps * batch;
  const float = [eager.float];
  const flat = reshape(eager, scratch, x, [rows, inputs]);
  /** Sums of the input part of some gates, by steps. */
  const inputSums = (gate: number, gates: number): number[] => {
    const weights = slice(eager, scratch, kernel, [0, gate * units], [inputs, gates * units]);
    const shift = slice(eager, scratch, bias, [gate * units], [gates * units]);
    const sums = scratch.one('BiasAdd', float, [product(eager, scratch, flat, weights), shift]);
    return unpack(eager, scratch, reshape(eager, scratch, sums, [steps, batch, gates * units]), steps);
  };
  const [rzSums, nSums] = [inputSums(0, 2), inputSums(2, 1)];
  const recurrent = slice(eager, scratch, kernel, [inputs, 0], [units, 3 * units]);
  const innerBias = slice(eager, scratch, bias, [3 * units], [units]);
  const multiply = productAttributes(eager, {});
  const splitV = [...[eager.int('num_split', 2), eager.float], eager.type('Tlen', eager.binding.TF_INT32)];
  const halves = [eager.int('num_split', 2), eager.float];
  const [axis, sizes] = [scratch.int32(1), scratch.int32([2 * units, units])];
  const tape = { h: [] as number[], rz: [] as number[], n: [] as number[], inner: [] as number[] };
  let h = first;
  for (let k = 0; k < steps; k++) {
    const sums = scratch.one('MatMul', multiply, [h, recurrent]);
    const [rzPart, nPart] = scratch.run('SplitV', splitV, [sums, sizes, axis], 2) as [number, number];
    const rz = scratch.one('Sigmoid', float, [scratch.one('AddV2', float, [rzSums[k] as number, rzPart])]);
    const [r, z] = scratch.run('Split', halves, [axis, rz], 2) as [number, number];
    const inner = scratch.one('BiasAdd', float, [nPart, innerBias]);
    const reset = scratch.one('Mul', float, [r, inner]);
    const n = scratch.one('Tanh', float, [scratch.one('AddV2', float, [nSums[k] as number, reset])]);
    const kept = scratch.one('Mul', float, [z, scratch.one('Sub', float, [h, n])]);
    h = scratch.one('AddV2', float, [n, kept]);
    tape.h.push(h);
    tape.rz.push(rz);
    tape.n.push(n);
    tape.inner.push(inner);
  }
  const [rz, n, inner] = [tape.rz, tape.n, tape.inner].map((parts) => concat(eager, scratch, parts, 0));
  const outputs = reshape(eager, scratch, concat(eager, scratch, tape.h, 0), [steps, batch, units]);
  return [outputs, rz as number, n as number, inner as number];
}
