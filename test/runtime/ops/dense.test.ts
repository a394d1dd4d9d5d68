import assert from 'node:assert/strict';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { Rng } from '../../../lib/random/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate, distance, living, normal } from './support.ts';

describe('dense', () => {
  let backend: Backend;
  let ops: RecurrentOps;
  before(async () => {
    backend = await loadBackend();
    ops = recurrentOps(backend);
  });

  for (const activation of ['linear', 'relu'] as const)
    it(`equals tf.layers' products with ${activation}: values and all gradients within 1e-5`, () => {
      const { tf } = backend;
      const rng = new Rng(4);
      const x = tf.tensor2d(normal(rng, 5 * 7), [5, 7]);
      const kernel = tf.tensor2d(normal(rng, 7 * 3), [7, 3]);
      const bias = tf.tensor1d(normal(rng, 3));
      const weights = tf.tensor2d(normal(rng, 5 * 3), [5, 3]);
      const before = living(backend);
      const ours = differentiate(
        backend,
        (x, kernel, bias) =>
          ops
            .dense(x as Tensor2D, kernel as Tensor2D, bias as Tensor1D, activation)
            .mul(weights)
            .sum(),
        [x, kernel, bias],
      );
      assert.equal(living(backend).tensors, before.tensors);
      const theirs = differentiate(
        backend,
        (x, kernel, bias) => {
          const sum = (x as Tensor2D).matMul(kernel as Tensor2D).add(bias);
          return (activation === 'relu' ? sum.relu() : sum).mul(weights).sum();
        },
        [x, kernel, bias],
      );
      assert.ok(Math.abs(ours.value - theirs.value) <= 1e-5);
      theirs.gradients.forEach((gradient, index) => {
        const d = distance(ours.gradients[index] as Float32Array, gradient);
        assert.ok(d <= 1e-5, `gradient ${index}: ${d}`);
      });
      tf.dispose([x, kernel, bias, weights]);
    });
});
