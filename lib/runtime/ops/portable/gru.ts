import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';
import { differentiable } from '../differentiable.ts';
import type { GruShapes } from '../gru-shapes.ts';
import { checkGruShapes } from '../gru-shapes.ts';
import type { GruOptions } from '../recurrent-ops.ts';
import type { GruTape } from './gru-gates.ts';
import { gruBackward, gruForward } from './gru-gates.ts';
import { product } from './product.ts';

/** The GRU with its products on the backend and its gates in JavaScript. Contract: `RecurrentOps.gru`. */
export function portableGru(
  tf: Tf,
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  options: GruOptions = {},
): Tensor3D {
  const shapes = checkGruShapes(x, kernel, bias, options.initial);
  const { steps, batch, units } = shapes;
  const wantsX = options.inputGradient ?? true;
  const start = options.initial === undefined ? [] : [options.initial];
  return differentiable<Tensor3D>(tf, [kernel, bias, ...(wantsX ? [x] : []), ...start], () => {
    const [first = null] = start.map((h) => h.dataSync<'float32'>());
    const tape = forward(tf, shapes, x, kernel, bias, first);
    return {
      value: tf.tensor3d(tape.h.slice(batch * units), [steps, batch, units]), // a copy: a backend may share the array
      saved: [x, kernel],
      gradient: (dh, [x, kernel]) => {
        const wants = { x: wantsX, initial: first !== null };
        return backward(tf, shapes, tape, dh.dataSync<'float32'>(), x as Tensor3D, kernel as Tensor2D, wants);
      },
    };
  });
}

function forward(
  tf: Tf,
  { steps, batch, inputs, units }: GruShapes,
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  first: Float32Array | null,
): GruTape {
  const state = batch * units;
  const tape: GruTape = {
    gates: new Float32Array(3 * steps * state),
    inner: new Float32Array(steps * state),
    h: new Float32Array((1 + steps) * state),
  };
  if (first !== null) tape.h.set(first);
  tf.tidy(() => {
    const flat: Tensor2D = x.reshape([steps * batch, inputs]);
    const inputKernel: Tensor2D = kernel.slice([0, 0], [inputs, 3 * units]);
    const sums = flat
      .matMul<Tensor2D>(inputKernel)
      .add(bias.slice(0, 3 * units))
      .dataSync<'float32'>();
    const recurrentKernel: Tensor2D = kernel.slice([inputs, 0], [units, 3 * units]);
    const innerBias = bias.slice(3 * units, units).dataSync<'float32'>();
    for (let step = 0; step < steps; step++) {
      const previous = tape.h.slice(step * state, (step + 1) * state);
      const recurrent = product(tf, previous, [batch, units], recurrentKernel);
      gruForward(tape, step, batch, units, sums, recurrent, innerBias);
    }
  });
  return tape;
}

function backward(
  tf: Tf,
  { steps, batch, inputs, units }: GruShapes,
  tape: GruTape,
  dh: Float32Array,
  x: Tensor3D,
  kernel: Tensor2D,
  wants: { readonly x: boolean; readonly initial: boolean },
): Tensor[] {
  return tf.tidy(() => {
    const rows = steps * batch;
    const state = batch * units;
    const inputSums = new Float32Array(3 * steps * state);
    const allRecurrent = new Float32Array(3 * steps * state);
    const flowing = new Float32Array(state);
    const recurrentTransposed: Tensor2D = kernel.slice([inputs, 0], [units, 3 * units]).transpose();
    let recurrent: Float32Array | null = null;
    for (let step = steps - 1; step >= 0; step--) {
      const recurrentSums = new Float32Array(3 * state);
      gruBackward(tape, step, batch, units, dh, recurrent, { inputSums, recurrentSums, flowing });
      allRecurrent.set(recurrentSums, 3 * step * state);
      if (step > 0 || wants.initial)
        recurrent = product(tf, recurrentSums, [batch, 3 * units], recurrentTransposed);
    }
    const gates = tf.tensor2d(inputSums, [rows, 3 * units]);
    const recurrentGates = tf.tensor2d(allRecurrent, [rows, 3 * units]);
    const before = tf.tensor2d(tape.h.slice(0, steps * state), [rows, units]);
    // Transposed by hand: on WebAssembly a product with transpose_a leaves the fast path.
    const flatTransposed: Tensor2D = x.reshape<Tensor2D>([rows, inputs]).transpose();
    const dKernel = tf.concat(
      [flatTransposed.matMul<Tensor2D>(gates), before.transpose<Tensor2D>().matMul<Tensor2D>(recurrentGates)],
      0,
    );
    const innerSums: Tensor2D = recurrentGates.slice([0, 2 * units], [rows, units]);
    const dBias = tf.concat([gates.sum<Tensor1D>(0), innerSums.sum<Tensor1D>(0)], 0);
    const dInputs = (): Tensor3D => {
      const inputTransposed: Tensor2D = kernel.slice([0, 0], [inputs, 3 * units]).transpose();
      return gates.matMul<Tensor2D>(inputTransposed).reshape([steps, batch, inputs]);
    };
    return [
      ...[dKernel, dBias],
      ...(wants.x ? [dInputs()] : []),
      ...(!wants.initial || recurrent === null
        ? []
        : [tf.tensor2d(recurrent, [batch, units]).add(tf.tensor2d(flowing, [batch, units]))]),
    ];
  });
}
