import assert from 'node:assert/strict';
import type { Rank, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { Rng } from '../../../lib/random/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { createPortableOps } from '../../../lib/runtime/ops/portable/portable-ops.ts';
import { differentiate, distance, living, normal } from './support.ts';

describe('portable operations', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  for (const inputGradient of [true, false])
    it(`agree with those of the backend on an LSTM ${inputGradient ? 'with' : 'without'} the input's gradient within 1e-5, and leave no tensor behind`, () => {
      const { tf } = backend;
      const [steps, batch, inputs, units] = [9, 4, 5, 3];
      const rng = new Rng(6);
      const x = tf.tensor3d(normal(rng, steps * batch * inputs), [steps, batch, inputs]);
      const kernel = tf.tensor2d(normal(rng, (inputs + units) * 4 * units), [inputs + units, 4 * units]);
      const bias = tf.tensor1d(normal(rng, 4 * units));
      const weights = tf.tensor3d(normal(rng, steps * batch * units), [steps, batch, units]);
      const [native, portable] = [recurrentOps(backend), createPortableOps(tf)].map((ops) => {
        const pass = (): ReturnType<typeof differentiate> =>
          differentiate(
            backend,
            (kernel, bias, input) =>
              ops
                .lstm((input ?? x) as Tensor3D, kernel as Tensor2D, bias as Tensor1D, { inputGradient })
                .mul(weights)
                .sum(),
            inputGradient ? [kernel, bias, x] : [kernel, bias],
          );
        pass();
        const before = living(backend);
        const result = pass();
        assert.deepEqual(living(backend), before);
        return result;
      });
      assert.ok(native && portable);
      assert.ok(Math.abs(native.value - portable.value) <= 1e-5);
      native.gradients.forEach((gradient, index) => {
        const d = distance(gradient, portable.gradients[index] as Float32Array);
        assert.ok(d <= 1e-5, `gradient ${index}: ${d}`);
      });
      tf.dispose([x, kernel, bias, weights]);
    });

  for (const size of [
    { steps: 1, batch: 3, inputs: 2, units: 4 }, // the block gradient
    { steps: 6, batch: 5, inputs: 4, units: 3 },
    { steps: 1, batch: 64, inputs: 40, units: 96 }, // the stepwise gradient
    { steps: 6, batch: 64, inputs: 40, units: 96 },
  ])
    it(`agree with those of the backend on an LSTM with a first state, ${size.steps} steps of ${size.units} units, within 1e-5 of the largest value, and leave no tensor behind`, () => {
      const { tf } = backend;
      const { steps, batch, inputs, units } = size;
      const rng = new Rng(7);
      const operands = [
        tf.tensor3d(normal(rng, steps * batch * inputs), [steps, batch, inputs]),
        tf.tensor2d(normal(rng, (inputs + units) * 4 * units, 0.2), [inputs + units, 4 * units]),
        tf.tensor1d(normal(rng, 4 * units)),
        tf.tensor2d(normal(rng, batch * units), [batch, units]),
        tf.tensor2d(normal(rng, batch * units), [batch, units]),
      ];
      const weights = tf.tensor3d(normal(rng, steps * batch * units), [steps, batch, units]);
      const [native, portable] = [recurrentOps(backend), createPortableOps(tf)].map((ops) => {
        const pass = (): ReturnType<typeof differentiate> =>
          differentiate(
            backend,
            (x, kernel, bias, h, c) =>
              ops
                .lstm(x as Tensor3D, kernel as Tensor2D, bias as Tensor1D, {
                  initial: { h: h as Tensor2D, c: c as Tensor2D },
                })
                .mul(weights)
                .sum(),
            operands,
          );
        pass();
        const before = living(backend);
        const result = pass();
        assert.deepEqual(living(backend), before);
        return result;
      });
      assert.ok(native && portable);
      native.gradients.forEach((gradient, index) => {
        const wanted = portable.gradients[index] as Float32Array;
        const scale = Math.max(1, ...wanted.map(Math.abs));
        const d = distance(gradient, wanted);
        assert.ok(d <= 1e-5 * scale && scale > 0.1, `gradient ${index}: ${d} at a scale of ${scale}`);
      });
      tf.dispose([...operands, weights]);
    });

  it('refuse a first state that does not fit, naming it', () => {
    const { tf } = backend;
    for (const ops of [recurrentOps(backend), createPortableOps(tf)])
      tf.tidy(() => {
        const initial = { h: tf.zeros<Rank.R2>([3, 2]), c: tf.zeros<Rank.R2>([3, 5]) };
        assert.throws(
          () => ops.lstm(tf.zeros([4, 3, 1]), tf.zeros([3, 8]), tf.zeros([8]), { initial }),
          /initial\.c: .*\[3,2\]. Got \[3,5\]/,
        );
      });
  });

  it('agree on the sum of squares', () => {
    const { tf } = backend;
    const x = tf.tensor2d([1, -2, 3, 0.5], [2, 2]);
    assert.equal(createPortableOps(tf).squaredNorm([x, x]), 28.5);
    assert.equal(recurrentOps(backend).squaredNorm([x, x]), 28.5);
    x.dispose();
  });
});
