import assert from 'node:assert/strict';
import { defineExperiment } from 'sentilab/experiment';
import { float, space } from 'sentilab/tuning';
import { searchId, studyId } from '../../lib/experiment/identity.ts';

const define = (seed: number, high = 0.1) =>
  defineExperiment({
    name: 'mine',
    title: 'Learning rate',
    config: {
      data: { source: 'rt', split: { seed: 1 } },
      text: { maxLength: 48 },
      embedding: { kind: 'glove' },
      model: { kind: 'bilstm' },
      training: { epochs: 2 },
    },
    space: space({ lr: float(1e-4, high, { scale: 'log' }) }),
    bind: { lr: 'training.learningRate' },
    samplers: [{ kind: 'random' }],
    trials: 2,
    seed,
  });

describe('searchId', () => {
  it('is the same for another seed of the same search, whose study is another', () => {
    const ids = [1, 2].map((seed) => searchId(define(seed), { kind: 'random' }, 'data', 'native'));
    assert.equal(ids[0], ids[1]);
    const studies = [1, 2].map((seed) => studyId(define(seed), { kind: 'random' }, 'data', 'native'));
    assert.notEqual(studies[0], studies[1]);
  });

  it('is another for another space, sampler, data set or backend', () => {
    const all = [
      searchId(define(1), { kind: 'random' }, 'data', 'native'),
      searchId(define(1, 0.2), { kind: 'random' }, 'data', 'native'),
      searchId(define(1), { kind: 'tpe' }, 'data', 'native'),
      searchId(define(1), { kind: 'random' }, 'other', 'native'),
      searchId(define(1), { kind: 'random' }, 'data', 'wasm'),
    ];
    assert.equal(new Set(all).size, all.length);
  });
});
