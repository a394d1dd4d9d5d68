import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs';
import type { Batch } from '../../../lib/data/index.ts';
import { embed } from '../../../lib/models/layers/embed.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate, living } from '../../runtime/ops/support.ts';

const BATCH: Batch = {
  size: 2,
  time: 3,
  ids: Int32Array.of(2, 3, 2, /**/ 1, 0, 0),
  lengths: Int32Array.of(3, 1),
  labels: Int32Array.of(0, 1),
  exampleIds: ['a', 'b'],
};

describe('embed', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  it('returns [time, batch, dimensions], and sums the gradient by word', () => {
    const { tf } = backend;
    const table = tf.tensor2d([0, 0, 1, 2, 3, 4, 5, 6], [4, 2]);
    assert.deepEqual(
      tf.tidy(() => embed({ tf, ops: recurrentOps(backend) }, table, BATCH).arraySync()),
      [
        [
          [3, 4],
          [1, 2],
        ],
        [
          [5, 6],
          [0, 0],
        ],
        [
          [3, 4],
          [0, 0],
        ],
      ],
    );
    const weights = tf.tensor3d([1, 1, 2, 2, 3, 3, 0, 0, 4, 5, 0, 0], [3, 2, 2]);
    const pass = (): ReturnType<typeof differentiate> =>
      differentiate(
        backend,
        (table) =>
          embed({ tf, ops: recurrentOps(backend) }, table as Tensor2D, BATCH)
            .mul(weights)
            .sum(),
        [table],
      );
    assert.deepEqual([...(pass().gradients[0] as Float32Array)], [0, 0, 2, 2, 5, 6, 3, 3]);
    const before = living(backend);
    pass();
    assert.deepEqual(living(backend), before);
    tf.dispose([table, weights]);
  });
});
