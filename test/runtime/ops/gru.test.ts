import assert from 'node:assert/strict';
import type { Rank, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { createPortableOps } from '../../../lib/runtime/ops/portable/portable-ops.ts';
import { differentiate, distance, ENGINES, living, normal, opsOf } from './support.ts';

/** Values and gradients beside PyTorch: test/models/recurrent/golden.test.ts. */
for (const engine of ENGINES)
  describe(`gru, ${engine}`, () => {
    let backend: Backend;
    let ops: RecurrentOps;
    before(async function () {
      backend = await loadBackend();
      const found = opsOf(backend, engine);
      if (found === null) this.skip();
      ops = found;
    });

    for (const [steps, batch, inputs, units] of [
      [1, 3, 2, 4],
      [7, 1, 4, 3],
      [6, 64, 40, 96],
    ] as const)
      for (const given of [true, false])
        it(`[${steps}, ${batch}, ${inputs}] to ${units} units, ${given ? 'with' : 'without'} a first output and the input's gradient: fused and portable agree within 1e-5 of the largest value and leave nothing behind`, () => {
          const { tf } = backend;
          const rng = new Rng(7);
          const x = tf.tensor3d(normal(rng, steps * batch * inputs), [steps, batch, inputs]);
          const kernel = tf.tensor2d(normal(rng, (inputs + units) * 3 * units, 0.2), [
            inputs + units,
            3 * units,
          ]);
          const bias = tf.tensor1d(normal(rng, 4 * units));
          const first = tf.tensor2d(normal(rng, batch * units), [batch, units]);
          const weights = tf.tensor3d(normal(rng, steps * batch * units), [steps, batch, units]);
          const outputs = [ops, createPortableOps(tf)].map((ops) =>
            tf.tidy(() => ops.gru(x, kernel, bias, given ? { initial: first } : {}).dataSync<'float32'>()),
          );
          const off = distance(outputs[0] as Float32Array, outputs[1] as Float32Array);
          assert.ok(off <= 1e-5, `outputs: ${off}`);
          const [fused, portable] = [ops, createPortableOps(tf)].map((ops) => {
            const pass = (): ReturnType<typeof differentiate> =>
              differentiate(
                backend,
                (kernel, bias, input, initial) =>
                  ops
                    .gru((input ?? x) as Tensor3D, kernel as Tensor2D, bias as Tensor1D, {
                      inputGradient: given,
                      ...(given && { initial: initial as Tensor2D }),
                    })
                    .mul(weights)
                    .sum(),
                given ? [kernel, bias, x, first] : [kernel, bias],
              );
            pass();
            const before = living(backend);
            const result = pass();
            assert.deepEqual(living(backend), before);
            return result;
          });
          assert.ok(fused && portable);
          assert.equal(fused.gradients.length, given ? 4 : 2);
          fused.gradients.forEach((gradient, index) => {
            const wanted = portable.gradients[index] as Float32Array;
            const scale = Math.max(1, ...wanted.map(Math.abs));
            const d = distance(gradient, wanted);
            assert.ok(d <= 1e-5 * scale, `gradient ${index}: ${d} at a scale of ${scale}`);
            assert.ok(wanted.some((value) => Math.abs(value) > 1e-3));
          });
          tf.dispose([x, kernel, bias, first, weights]);
        });

    it('refuses operands that do not go together, and a first output that does not fit', () => {
      const { tf } = backend;
      for (const one of [ops, createPortableOps(tf)])
        tf.tidy(() => {
          assert.throws(() => one.gru(tf.zeros([2, 3, 4]), tf.zeros([9, 20]), tf.zeros([20])), /A GRU takes/);
          const initial = tf.zeros<Rank.R2>([3, 4]);
          assert.throws(
            () => one.gru(tf.zeros([2, 3, 4]), tf.zeros([9, 15]), tf.zeros([20]), { initial }),
            /initial: .*\[3,5\]\. Got \[3,4\]/,
          );
        });
    });
  });
