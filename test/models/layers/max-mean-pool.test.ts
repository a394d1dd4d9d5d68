import assert from 'node:assert/strict';
import type { Tensor3D } from '@tensorflow/tfjs';
import { maxMeanPool } from '../../../lib/models/layers/max-mean-pool.ts';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate, distance, living, normal } from '../../runtime/ops/support.ts';

describe('maxMeanPool', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  it('returns for each part of the features its maxima, then its means, over the valid steps', () => {
    const { tf } = backend;
    tf.tidy(() => {
      const a = tf.tensor3d([
        [[1], [-5]],
        [[3], [-1]],
        [[8], [99]],
      ]); // [3 steps, 2 rows, 1 feature]
      const b = tf.tensor3d([
        [[0], [7]],
        [[6], [-2]],
        [[0], [99]],
      ]);
      const pooled = maxMeanPool(tf, tf.concat([a, b], 2), Int32Array.of(3, 2), 2).arraySync();
      assert.deepEqual(pooled, [
        [8, 4, 6, 2],
        [-1, -3, 7, 2.5],
      ]);
    });
  });

  it('equals masked operations of TensorFlow.js, values and gradients, and leaves no tensor behind', () => {
    const { tf } = backend;
    const [steps, batch, features] = [7, 5, 4];
    const rng = new Rng(3);
    const lengths = Int32Array.of(7, 1, 3, 6, 2);
    const x = tf.tensor3d(normal(rng, steps * batch * features), [steps, batch, features]);
    const weights = tf.tensor2d(normal(rng, batch * 2 * features), [batch, 2 * features]);
    const mask = tf.tidy(() =>
      tf
        .range(0, steps)
        .reshape([steps, 1, 1])
        .less(tf.tensor3d(Array.from(lengths), [1, batch, 1]))
        .toFloat(),
    );
    const ours = (): ReturnType<typeof differentiate> =>
      differentiate(
        backend,
        (x) =>
          maxMeanPool(tf, x as Tensor3D, lengths)
            .mul(weights)
            .sum(),
        [x],
      );
    const theirs = differentiate(
      backend,
      (x) => {
        const masked = (x as Tensor3D).mul(mask);
        const mean = masked.sum(0).div(tf.tensor2d(Array.from(lengths), [batch, 1]));
        const peak = masked.sub(tf.scalar(1e9).mul(tf.scalar(1).sub(mask))).max(0);
        return tf.concat([peak, mean], 1).mul(weights).sum();
      },
      [x],
    );
    const result = ours();
    assert.ok(Math.abs(result.value - theirs.value) <= 1e-5);
    const d = distance(result.gradients[0] as Float32Array, theirs.gradients[0] as Float32Array);
    assert.ok(d <= 1e-6, String(d));
    const before = living(backend);
    ours();
    assert.deepEqual(living(backend), before);
    tf.dispose([x, weights, mask]);
  });

  it('gives the gradient of a tied maximum to its first step only', () => {
    const { tf } = backend;
    const x = tf.tensor3d([2, 2, 1], [3, 1, 1]);
    const { gradients } = differentiate(
      backend,
      (x) =>
        maxMeanPool(tf, x as Tensor3D, Int32Array.of(3))
          .slice([0, 0], [1, 1])
          .sum(),
      [x],
    );
    assert.deepEqual([...(gradients[0] as Float32Array)], [1, 0, 0]);
    x.dispose();
  });
});
