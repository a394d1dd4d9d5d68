import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';
import { differentiable } from '../differentiable.ts';
import type { LstmShapes } from '../lstm-shapes.ts';
import { checkLstmShapes } from '../lstm-shapes.ts';
import type { LstmOptions } from '../recurrent-ops.ts';
import type { LstmTape } from './lstm-gates.ts';
import { gatesBackward, gatesForward } from './lstm-gates.ts';
import { product } from './product.ts';

/** The LSTM with its products on the backend and its gates in JavaScript. Contract: `RecurrentOps.lstm`. */
export function portableLstm(
  tf: Tf,
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  options: LstmOptions = {},
): Tensor3D {
  const shapes = checkLstmShapes(x, kernel, bias, options.initial);
  const { steps, batch, units } = shapes;
  const wantsX = options.inputGradient ?? true;
  const { initial } = options;
  const start = initial === undefined ? [] : [initial.h, initial.c];
  return differentiable<Tensor3D>(tf, [kernel, bias, ...(wantsX ? [x] : []), ...start], () => {
    // A copy: a backend may share the array.
    const [h0 = null, c0 = null] = start.map((state) => state.dataSync<'float32'>().slice());
    const tape = forward(tf, shapes, x, kernel, bias, h0, c0);
    return {
      value: tf.tensor3d(tape.h.slice(), [steps, batch, units]), // a copy: a backend may share the array
      saved: [x, kernel],
      gradient: (dh, [x, kernel]) =>
        backward(tf, shapes, tape, h0, dh.dataSync<'float32'>(), x as Tensor3D, kernel as Tensor2D, wantsX),
    };
  });
}

function forward(
  tf: Tf,
  shapes: LstmShapes,
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  h0: Float32Array | null,
  c0: Float32Array | null,
): LstmTape {
  const { steps, batch, inputs, units } = shapes;
  const states = steps * batch * units;
  const tape: LstmTape = {
    gates: new Float32Array(4 * states),
    cells: new Float32Array(states),
    cellOutputs: new Float32Array(states),
    h: new Float32Array(states),
    cellBefore: c0,
  };
  tf.tidy(() => {
    const flat: Tensor2D = x.reshape([steps * batch, inputs]);
    const sums = flat.matMul<Tensor2D>(kernel.slice([0, 0], [inputs, 4 * units])).add(bias);
    const recurrentKernel = kernel.slice([inputs, 0], [units, 4 * units]);
    const sumValues = sums.dataSync<'float32'>();
    const state = batch * units;
    for (let step = 0; step < steps; step++) {
      const previous = step === 0 ? h0 : tape.h.slice((step - 1) * state, step * state);
      const recurrent = previous === null ? null : product(tf, previous, [batch, units], recurrentKernel);
      gatesForward(tape, step, batch, units, sumValues, recurrent);
    }
  });
  return tape;
}

function backward(
  tf: Tf,
  { steps, batch, inputs, units }: LstmShapes,
  tape: LstmTape,
  h0: Float32Array | null,
  dh: Float32Array,
  x: Tensor3D,
  kernel: Tensor2D,
  wantsX: boolean,
): Tensor[] {
  return tf.tidy(() => {
    const state = batch * units;
    const dGates = new Float32Array(4 * steps * state);
    const dCell = new Float32Array(state);
    const recurrentTransposed: Tensor2D = kernel.slice([inputs, 0], [units, 4 * units]).transpose();
    let recurrent: Float32Array | null = null;
    for (let step = steps - 1; step >= 0; step--) {
      gatesBackward(tape, step, batch, units, dh, recurrent, dCell, dGates);
      const now = dGates.slice(4 * step * state, 4 * (step + 1) * state);
      if (step > 0 || h0 !== null) recurrent = product(tf, now, [batch, 4 * units], recurrentTransposed);
    }
    const rows = steps * batch;
    const gates = tf.tensor2d(dGates, [rows, 4 * units]);
    const previous = new Float32Array(steps * state); // row t: the output of step t - 1; the initial state at the first
    if (h0 !== null) previous.set(h0);
    previous.set(tape.h.subarray(0, (steps - 1) * state), state);
    // Transposed by hand: on WebAssembly a product with transpose_a leaves the fast path.
    const weights = tf
      .concat([x.reshape<Tensor2D>([rows, inputs]), tf.tensor2d(previous, [rows, units])], 1)
      .transpose<Tensor2D>();
    const dKernel = weights.matMul<Tensor2D>(gates);
    const dBias = gates.sum<Tensor1D>(0);
    const dInputs = (): Tensor3D => {
      const inputTransposed: Tensor2D = kernel.slice([0, 0], [inputs, 4 * units]).transpose();
      return gates.matMul<Tensor2D>(inputTransposed).reshape([steps, batch, inputs]);
    };
    return [
      ...[dKernel, dBias],
      ...(wantsX ? [dInputs()] : []),
      // After the first step, what would flow back to the one before.
      ...(h0 === null || recurrent === null
        ? []
        : [tf.tensor2d(recurrent, [batch, units]), tf.tensor2d(dCell, [batch, units])]),
    ];
  });
}
