import assert from 'node:assert/strict';
import type { Tensor3D } from '@tensorflow/tfjs';
import { lastStep } from '../../../lib/runtime/ops/last-step.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate } from './support.ts';

describe('lastStep', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  it('returns the last valid step of each row, and sends the gradient there only', () => {
    const { tf } = backend;
    const x = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [3, 2, 2]);
    const lengths = Int32Array.of(3, 1);
    assert.deepEqual(
      tf.tidy(() => lastStep(tf, x, lengths).arraySync()),
      [
        [9, 10],
        [3, 4],
      ],
    );
    const { gradients } = differentiate(backend, (x) => lastStep(tf, x as Tensor3D, lengths).sum(), [x]);
    assert.deepEqual([...(gradients[0] as Float32Array)], [0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0]);
    x.dispose();
  });
});
