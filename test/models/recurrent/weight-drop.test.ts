import assert from 'node:assert/strict';
import type { Rank } from '@tensorflow/tfjs';
import type { Pass } from '../../../lib/models/network/architecture.ts';
import { weightDrop } from '../../../lib/models/recurrent/weight-drop.ts';
import { Rng } from '../../../lib/random/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { smallBatch } from '../bilstm/support.ts';

describe('weight-drop', () => {
  it('drops the wished share of recurrent weights, scales the others, leaves input weights, and rests in prediction', async () => {
    const backend = await loadBackend();
    const { tf } = backend;
    const pass = (dropout: Rng | null): Pass => ({
      ...{ tf, ops: recurrentOps(backend), batch: smallBatch(1), inputGradient: true, dropout },
      ...{ dropoutScale: 1, perturbation: null, attend: null, channels: 0 },
      weight: () => assert.fail('no weight is needed'),
    });
    const [inputs, units, columns] = [3, 40, 160];
    const kernel = tf.ones<Rank.R2>([inputs + units, columns]);
    const dropped = weightDrop(pass(new Rng(2)), kernel, units, 0.2);
    const values = dropped.dataSync<'float32'>();
    assert.ok(values.subarray(0, inputs * columns).every((value) => value === 1));
    const recurrent = [...values.subarray(inputs * columns)];
    assert.deepEqual(new Set(recurrent), new Set([0, Math.fround(1.25)]));
    const share = recurrent.filter((value) => value === 0).length / recurrent.length;
    assert.ok(Math.abs(share - 0.2) < 0.02, String(share));
    assert.equal(weightDrop(pass(null), kernel, units, 0.2), kernel);
    assert.equal(weightDrop(pass(new Rng(2)), kernel, units, 0), kernel);
    tf.dispose([kernel, dropped]);
  });
});
