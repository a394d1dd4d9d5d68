import type { Tensor } from '@tensorflow/tfjs';
import type { GruShapes } from '../gru-shapes.ts';
import {
  columnSums,
  concat,
  product,
  productAttributes,
  reshape,
  slice,
  transpose,
  unpack,
} from './array-ops.ts';
import type { EagerOps } from './eager.ts';
import type { Scratch } from './scratch.ts';
import { withScratch } from './scratch.ts';

/** What the gradient needs of the forward pass, as handles; rows are time × batch. */
export interface GruRun extends GruShapes {
  /** [time, batch, inputs]. */
  readonly x: number;
  readonly kernel: number;
  /** Outputs [time, batch, units]. */
  readonly h: number;
  /** Gates r and z [rows, 2 × units]. */
  readonly rz: number;
  /** Candidates [rows, units]. */
  readonly n: number;
  /** What the reset gate multiplies [rows, units]. */
  readonly inner: number;
  /** Output before the first step [batch, units]; null for zeros. */
  readonly initial: number | null;
}

/**
 * The gradient of a whole sequence. All gate gradients are the output's gradient times a factor that does not depend on
 * it: the factors of all steps are computed at once, so that a step back is one product and five small operations, and
 * the weights' gradients are big products over all rows.
 *
 * @returns of kernel and bias, then of x where it is wanted, then of the initial output where there is one
 */
export function gruGradients(eager: EagerOps, run: GruRun, dh: number, wantsX: boolean): Tensor[] {
  const { steps, batch, inputs, units } = run;
  const rows = steps * batch;
  const float = [eager.float];
  return withScratch(eager, (scratch) => {
    const view = (x: number, ...shape: number[]): number => reshape(eager, scratch, x, shape);
    const columns = (x: number, from: number, count: number): number =>
      slice(eager, scratch, x, [0, from], [rows, count]);
    const before = outputsBefore(eager, scratch, run);
    const { z, candidate, gates } = factors(eager, scratch, run, before);
    const recurrentKernel = slice(eager, scratch, run.kernel, [inputs, 0], [units, 3 * units]);
    const back = outputGradients(eager, scratch, run, { dh, z, gates, recurrentKernel });

    const products = scratch.one('Mul', float, [
      view(back.outputs, rows, 1, units),
      view(gates, rows, 3, units),
    ]);
    const recurrentSums = view(products, rows, 3 * units);
    const inputSums = concat(
      eager,
      scratch,
      [columns(recurrentSums, 0, 2 * units), scratch.one('Mul', float, [back.outputs, candidate])],
      1,
    );
    const flat = view(run.x, rows, inputs);
    const dKernel = concat(
      eager,
      scratch,
      [
        product(eager, scratch, flat, inputSums, { transposeA: true }),
        product(eager, scratch, before, recurrentSums, { transposeA: true }),
      ],
      0,
    );
    const innerSums = columns(recurrentSums, 2 * units, units);
    const dBias = concat(
      eager,
      scratch,
      [columnSums(eager, scratch, inputSums), columnSums(eager, scratch, innerSums)],
      0,
    );
    const inputKernel = slice(eager, scratch, run.kernel, [0, 0], [inputs, 3 * units]);
    const dInputs = (): number =>
      view(product(eager, scratch, inputSums, inputKernel, { transposeB: true }), steps, batch, inputs);
    return [
      ...[dKernel, dBias],
      ...(wantsX ? [dInputs()] : []),
      ...(back.initial === null ? [] : [back.initial]),
    ].map((handle) => scratch.adopt(handle));
  });
}

/** The output of the step before, for all rows [rows, units]. */
function outputsBefore(eager: EagerOps, scratch: Scratch, run: GruRun): number {
  const { steps, batch, units, h } = run;
  const first = run.initial ?? eager.zeros(batch, units);
  if (steps === 1) return first;
  const later = (steps - 1) * batch;
  const flat = reshape(eager, scratch, h, [steps * batch, units]);
  return concat(eager, scratch, [first, slice(eager, scratch, flat, [0, 0], [later, units])], 0);
}

/** What the gradient of an output is multiplied by. */
interface Factors {
  /** To reach the output before directly: the gate z [rows, units]. */
  readonly z: number;
  /** To reach the candidate's sum [rows, units]. */
  readonly candidate: number;
  /** To reach the sums of r, of z, and the inner sum of n, side by side [rows, 3 × units]. */
  readonly gates: number;
}

function factors(eager: EagerOps, scratch: Scratch, { rz, n, inner }: GruRun, before: number): Factors {
  const float = [eager.float];
  const halves = [eager.int('num_split', 2), eager.float];
  const [r, z] = scratch.run('Split', halves, [scratch.int32(1), rz], 2) as [number, number];
  const notZ = scratch.one('Sub', float, [scratch.one('OnesLike', float, [z]), z]);
  const candidate = scratch.one('TanhGrad', float, [n, notZ]);
  const reset = scratch.one('SigmoidGrad', float, [r, scratch.one('Mul', float, [candidate, inner])]);
  const update = scratch.one('SigmoidGrad', float, [z, scratch.one('Sub', float, [before, n])]);
  const innerFactor = scratch.one('Mul', float, [candidate, r]);
  return { z, candidate, gates: concat(eager, scratch, [reset, update, innerFactor], 1) };
}

/** Gradients of the outputs of all steps [rows, units], through later steps too, and of the initial output. */
function outputGradients(
  eager: EagerOps,
  scratch: Scratch,
  { steps, batch, units, initial }: GruRun,
  parts: { dh: number; z: number; gates: number; recurrentKernel: number },
): { outputs: number; initial: number | null } {
  const float = [eager.float];
  const reshapes = [eager.float, eager.type('Tshape', eager.binding.TF_INT32)];
  const byStep = (x: number, ...shape: number[]): number[] =>
    unpack(eager, scratch, reshape(eager, scratch, x, [steps, batch, ...shape]), steps);
  const [gates, z] = [byStep(parts.gates, 3, units), byStep(parts.z, units)];
  const upstream = unpack(eager, scratch, parts.dh, steps);
  // Transposed once: with transpose_b each step's product takes twice as long where oneDNN is off.
  const transposed = transpose(eager, scratch, parts.recurrentKernel);
  const multiply = productAttributes(eager, {});
  const [row, wide] = [scratch.int32([batch, 1, units]), scratch.int32([batch, 3 * units])];
  const addAll = (terms: readonly number[]): number =>
    scratch.one('AddN', [eager.int('N', terms.length), eager.float], terms);
  const outputs = new Array<number>(steps);
  let flowing: readonly number[] = [];
  for (let k = steps - 1; k >= 0; k--) {
    const own = upstream[k] as number;
    const d = flowing.length === 0 ? own : addAll([own, ...flowing]);
    outputs[k] = d;
    if (k === 0 && initial === null) break;
    const sums = scratch.one('Mul', float, [scratch.one('Reshape', reshapes, [d, row]), gates[k] as number]);
    flowing = [
      scratch.one('MatMul', multiply, [scratch.one('Reshape', reshapes, [sums, wide]), transposed]),
      scratch.one('Mul', float, [d, z[k] as number]),
    ];
  }
  return {
    outputs: concat(eager, scratch, outputs, 0),
    initial: initial === null ? null : addAll(flowing),
  };
}
