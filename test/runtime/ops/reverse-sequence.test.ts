import assert from 'node:assert/strict';
import type { Tensor3D } from '@tensorflow/tfjs';
import { Rng } from '../../../lib/random/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { portableReverseSequence } from '../../../lib/runtime/ops/portable/reverse-sequence.ts';
import { differentiate, normal } from './support.ts';

describe('reverseSequence', () => {
  let backend: Backend;
  let ops: RecurrentOps;
  before(async () => {
    backend = await loadBackend();
    ops = recurrentOps(backend);
  });

  const families = [
    {
      name: 'of the backend',
      reverse: (x: Tensor3D, lengths: Int32Array) => ops.reverseSequence(x, lengths),
    },
    {
      name: 'by a gather',
      reverse: (x: Tensor3D, lengths: Int32Array) => portableReverseSequence(backend.tf, x, lengths),
    },
  ];

  for (const { name, reverse } of families)
    describe(name, () => {
      it('reverses the valid steps of each row and leaves the padding in its place', () => {
        backend.tf.tidy(() => {
          const x = backend.tf.tensor3d([
            [[1], [10], [100]],
            [[2], [20], [200]],
            [[3], [30], [300]],
          ]);
          assert.deepEqual(reverse(x, Int32Array.of(3, 2, 1)).arraySync(), [
            [[3], [20], [100]],
            [[2], [10], [200]],
            [[1], [30], [300]],
          ]);
        });
      });

      it('is its own inverse, and its gradient is the reversed gradient', () => {
        const { tf } = backend;
        const rng = new Rng(2);
        const [steps, batch, features] = [6, 4, 3];
        const lengths = Int32Array.of(6, 1, 4, 5);
        const x = tf.tensor3d(normal(rng, steps * batch * features), [steps, batch, features]);
        const weights = tf.tensor3d(normal(rng, steps * batch * features), [steps, batch, features]);
        const back = tf.tidy(() => reverse(reverse(x, lengths), lengths).dataSync());
        assert.deepEqual(back, x.dataSync());
        const { gradients } = differentiate(
          backend,
          (x) =>
            reverse(x as Tensor3D, lengths)
              .mul(weights)
              .sum(),
          [x],
        );
        assert.deepEqual(
          gradients[0],
          tf.tidy(() => reverse(weights, lengths).dataSync()),
        );
        tf.dispose([x, weights]);
      });

      it('does not look at the lengths again after the call', () => {
        const { tf } = backend;
        const rng = new Rng(2);
        const x = tf.tensor3d(normal(rng, 64 * 40), [64, 40, 1]);
        const weights = tf.tensor3d(normal(rng, 64 * 40), [64, 40, 1]);
        const lengths = new Int32Array(40).fill(64); // large enough for native memory to be shared with the array
        const { gradients } = differentiate(
          backend,
          (x) => {
            const y = reverse(x as Tensor3D, lengths);
            lengths.fill(1);
            return y.mul(weights).sum();
          },
          [x],
        );
        assert.deepEqual(
          gradients[0],
          tf.tidy(() => weights.reverse(0).dataSync()),
        );
        tf.dispose([x, weights]);
      });
    });
});
