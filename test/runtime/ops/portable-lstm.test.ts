import assert from 'node:assert/strict';
import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
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

  it('agree on the sum of squares', () => {
    const { tf } = backend;
    const x = tf.tensor2d([1, -2, 3, 0.5], [2, 2]);
    assert.equal(createPortableOps(tf).squaredNorm(x), 14.25);
    assert.equal(recurrentOps(backend).squaredNorm(x), 14.25);
    x.dispose();
  });
});
