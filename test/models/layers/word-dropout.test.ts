import assert from 'node:assert/strict';
import type { Rank } from '@tensorflow/tfjs';
import type { Batch } from '../../../lib/data/index.ts';
import { rowDropout, wordDropout } from '../../../lib/models/layers/word-dropout.ts';
import type { Pass } from '../../../lib/models/network/architecture.ts';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { smallBatch } from '../bilstm/support.ts';

describe('dropout of words', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });
  const passOf = (batch: Batch, dropout: Rng | null): Pass => ({
    tf: backend.tf,
    ops: recurrentOps(backend),
    batch,
    weight: () => assert.fail('no weight is needed'),
    dropout,
    inputGradient: true,
    dropoutScale: 1,
    perturbation: null,
    attend: null,
    channels: 0,
  });

  it('replaces about the wished share of tokens by <unk>, never padding, and changes nothing else', () => {
    const batch = smallBatch(1, 400);
    const before = batch.ids.slice();
    const { ids, ...rest } = wordDropout(passOf(batch, new Rng(2)), 0.25);
    const { ids: _, ...others } = batch;
    assert.deepEqual(rest, others);
    assert.deepEqual(batch.ids, before);
    let [known, replaced] = [0, 0];
    ids.forEach((id, k) => {
      if (before[k] === 0) assert.equal(id, 0);
      else if (before[k] !== 1) {
        known += 1;
        if (id !== before[k]) {
          assert.equal(id, 1);
          replaced += 1;
        }
      }
    });
    assert.ok(Math.abs(replaced / known - 0.25) < 0.04, `${replaced} of ${known}`);
  });

  it('zeroes all occurrences of a word or none, and scales what is left', () => {
    const batch = smallBatch(1, 40);
    const x = backend.tf.ones<Rank.R3>([batch.time, batch.size, 2]);
    const dropped = rowDropout(passOf(batch, new Rng(4)), x, batch, 0.5);
    const values = dropped.dataSync<'float32'>();
    const byWord = new Map<number, Set<number>>();
    for (let row = 0; row < batch.size; row++)
      for (let step = 0; step < batch.time; step++)
        for (const unit of [0, 1]) {
          const word = batch.ids[row * batch.time + step] as number;
          const seen = byWord.get(word) ?? new Set();
          byWord.set(word, seen.add(values[(step * batch.size + row) * 2 + unit] as number));
        }
    assert.ok([...byWord.values()].every((seen) => seen.size === 1));
    assert.deepEqual(new Set([...byWord.values()].flatMap((seen) => [...seen])), new Set([0, 2]));
    backend.tf.dispose([x, dropped]);
  });

  it('does nothing, and draws nothing, in prediction and at rate 0', () => {
    const batch = smallBatch(1);
    const rng = new Rng(3);
    const state = rng.getState();
    const x = backend.tf.ones<Rank.R3>([batch.time, batch.size, 2]);
    assert.equal(wordDropout(passOf(batch, null), 0.5), batch);
    assert.equal(wordDropout(passOf(batch, rng), 0), batch);
    assert.equal(rowDropout(passOf(batch, null), x, batch, 0.5), x);
    assert.equal(rowDropout(passOf(batch, rng), x, batch, 0), x);
    assert.deepEqual(rng.getState(), state);
    x.dispose();
  });
});
