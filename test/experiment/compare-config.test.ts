import assert from 'node:assert/strict';
import { configForTrial, defineExperiment, type ExperimentInput } from 'sentilab/experiment';
import { categorical, float, int, space } from 'sentilab/tuning';

const config = {
  data: { source: 'rt', split: { seed: 1 } },
  text: {},
  embedding: { kind: 'random', dimensions: 8 },
  model: { kind: 'bilstm', units: 4 },
  training: { epochs: 1 },
} as const;
const base = {
  name: 'compared',
  title: 'Compared',
  config,
  space: space({ pipeline: categorical(['plain', 'short']), repeat: int(1, 3) }),
  bind: { pipeline: { plain: {}, short: { text: { maxLength: 7 } } } },
  compare: { by: ['pipeline'], over: 'repeat', baseline: 'plain' },
} as const;
const define = (change: Partial<ExperimentInput<{ pipeline: 'plain' | 'short'; repeat: number }>> = {}) =>
  defineExperiment<{ pipeline: 'plain' | 'short'; repeat: number }>({ ...base, ...change });

describe('a comparison', () => {
  it('runs every configuration once per repetition unless told otherwise', () => {
    const definition = define();
    assert.equal(definition.trials, 6);
    assert.deepEqual(definition.samplers, [
      { kind: 'grid', points: { pipeline: ['plain', 'short'], repeat: [1, 2, 3] } },
    ]);
    assert.equal(definition.pruner.kind, 'none');
  });

  it('merges what a choice stands for into the configuration, and leaves the repetition out of it', () => {
    const definition = define();
    const short = configForTrial(definition, { pipeline: 'short', repeat: 2 });
    assert.equal(short.text.maxLength, 7);
    assert.deepEqual(
      { ...short, text: { ...short.text, maxLength: definition.config.text.maxLength } },
      definition.config,
    );
  });

  it('replaces an object of another kind as a whole', () => {
    const definition = define({
      bind: { pipeline: { plain: {}, short: { embedding: { kind: 'glove' } } } },
    });
    const { embedding } = configForTrial(definition, { pipeline: 'short', repeat: 1 });
    assert.equal(embedding.kind, 'glove');
    assert.ok(!('dimensions' in embedding));
  });

  it('finds a mistake in any choice before anything runs', () => {
    assert.throws(
      () => define({ bind: { pipeline: { plain: {}, short: { text: { maxLenght: 7 } } } } }),
      /maxLenght/,
    );
    assert.throws(() => define({ bind: { pipeline: { plain: {}, shorter: {} } } }), /bind\.pipeline.*short/);
  });

  it('names a parameter that is left over, not there, or no list', () => {
    assert.throws(() => define({ compare: { ...base.compare, by: ['repeat'] } }), /pipeline/);
    assert.throws(() => define({ compare: { ...base.compare, over: 'seed' } }), /no such parameter.*seed/);
    assert.throws(() => define({ compare: { ...base.compare, baseline: 'none' } }), /baseline.*none/);
    const lr = space({ pipeline: float(0, 1), repeat: int(1, 3) });
    assert.throws(
      () =>
        defineExperiment({
          ...base,
          space: lr,
          bind: { pipeline: 'model.dropout.head' },
          compare: { by: ['pipeline'], over: 'repeat' },
        }),
      /too many/,
    );
  });
});
