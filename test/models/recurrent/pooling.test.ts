import assert from 'node:assert/strict';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { hashOf } from '../../../lib/hash/index.ts';
import { parseModelConfig } from '../../../lib/models/index.ts';
import { distance } from '../../runtime/ops/support.ts';
import { weightsOfModel } from '../conformance/gradients.ts';
import { pickRows, smallBatch, smallModel } from '../bilstm/support.ts';

const STILL = { embedding: 0, head: 0 };

describe('pooling by attention', () => {
  it('is named by a word with its defaults, or by an object with sizes', () => {
    const of = (pooling: unknown): unknown => {
      const config = parseModelConfig({ kind: 'bilstm', pooling });
      return config.kind === 'bilstm' ? config.pooling : null;
    };
    assert.equal(of('attention'), 'attention');
    assert.deepEqual(of({ kind: 'attention' }), { kind: 'attention', size: 64 });
    assert.deepEqual(of({ kind: 'self-attention', heads: 2 }), {
      kind: 'self-attention',
      heads: 2,
      headSize: 16,
    });
    assert.throws(() => of({ kind: 'attention', heads: 2 }), /heads/);
    assert.throws(() => of({ kind: 'self-attention', heads: 0 }), /model\.pooling\.heads: .*Got 0/);
    assert.throws(() => of('attentive'), /model\.pooling: .*Got "attentive"/);
  });

  it('leaves configurations without it as they were, hash and all', () => {
    assert.equal(
      hashOf(parseModelConfig({ kind: 'bilstm' })),
      hashOf({
        kind: 'bilstm',
        units: 64,
        layers: 1,
        directions: 'both',
        projection: null,
        initialState: 'zero',
        pooling: 'max-mean',
        head: [],
        dropout: { words: 0, rows: 0, embedding: 0.3, between: 0, recurrent: 0, head: 0.5 },
      }),
    );
  });

  for (const pooling of ['attention', 'self-attention'] as const)
    it(`gives the weights of ${pooling} in the order of the text, whichever way it was read`, async () => {
      const backend = await loadBackend();
      // A model that reads forwards and one that reads backwards are mirror images: so are their weights.
      const [forward, backward] = (['forward', 'backward'] as const).map((directions) =>
        smallModel(backend, {
          config: { kind: 'gru', units: 5, directions, pooling, dropout: STILL },
          seed: 4,
        }),
      );
      assert.ok(forward?.attention && backward?.attention);
      // First weights give every word about the same: larger ones tell them apart.
      const arrays = weightsOfModel(forward).map((array) => ({
        ...array,
        values: array.values.map((value) =>
          array.name.startsWith('weights/attention/') ? 20 * value : value,
        ),
      }));
      forward.importState({ arrays, scalars: {} });
      backward.importState({
        arrays: arrays.map((array) => ({
          ...array,
          name: array.name.replace('gru/forward', 'gru/backward'),
        })),
        scalars: {},
      });
      const batch = smallBatch(1);
      const ids = batch.ids.slice();
      batch.lengths.forEach((length, row) =>
        ids.subarray(row * batch.time, row * batch.time + length).reverse(),
      );
      const there = forward.attention(batch);
      const back = backward.attention({ ...batch, ids });
      batch.lengths.forEach((length, row) =>
        back.weights.subarray(row * batch.time, row * batch.time + length).reverse(),
      );
      assert.ok(distance(there.weights, back.weights) <= 1e-6);
      assert.ok(distance(there.probabilities, back.probabilities) <= 1e-6);
      const longest = batch.lengths.indexOf(Math.max(...batch.lengths));
      const alone = forward.attention(pickRows(batch, [longest]));
      const own = there.weights.subarray(longest * batch.time, (longest + 1) * batch.time);
      assert.ok(distance(alone.weights, own) <= 1e-6);
      assert.ok(Math.max(...own) - Math.min(...own.subarray(0, batch.lengths[longest])) > 1e-3, 'all equal');
      forward.dispose();
      backward.dispose();
    });

  it('is told apart from poolings that weigh no tokens by the absence of a method', async () => {
    const model = smallModel(await loadBackend());
    assert.equal(model.attention, undefined);
    model.dispose();
  });
});
