import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bindParams } from '../../lib/experiment/bind.ts';

const config = { model: { units: 64, dropout: { head: 0.5 } }, training: { learningRate: 0.001 } };

describe('bindParams', () => {
  it('puts values at dotted paths and leaves the original alone', () => {
    const bound = bindParams(
      config,
      { lr: 'training.learningRate', drop: 'model.dropout.head' },
      { lr: 0.1, drop: 0.2 },
    );
    assert.deepEqual(bound, {
      model: { units: 64, dropout: { head: 0.2 } },
      training: { learningRate: 0.1 },
    });
    assert.equal(config.training.learningRate, 0.001);
  });

  it('changes nothing but the bound fields', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (lr) => {
        const bound = bindParams(config, { lr: 'training.learningRate' }, { lr });
        assert.deepEqual(bound.model, config.model);
        assert.equal(bound.training.learningRate, lr);
      }),
    );
  });

  it('names an unbound parameter and a path that leads nowhere', () => {
    assert.throws(
      () => bindParams(config, {}, { lr: 1 }),
      /bind\.lr: .*bound to no field.*training\.learningRate/,
    );
    assert.throws(
      () => bindParams(config, { units: 'model.unit' }, { units: 1 }),
      /bind\.units: .*Got "model\.unit"\. Did you mean "units"\?/,
    );
    assert.throws(
      () => bindParams(config, { units: 'model.units.x' }, { units: 1 }),
      /"units" has no fields/,
    );
  });

  it('leaves alone what a parameter sets that the trial does not have', () => {
    const bind = {
      kind: { adam: { training: { optimizer: { kind: 'adam', beta1: 0.9 } } }, sgd: {} },
      beta1: 'training.optimizer.beta1',
    };
    const base = { ...config, training: { learningRate: 0.001, optimizer: { kind: 'sgd' } } };
    assert.deepEqual(bindParams(base, bind, { kind: 'adam', beta1: 0.8 }).training.optimizer, {
      kind: 'adam',
      beta1: 0.8,
    });
    assert.deepEqual(bindParams(base, bind, { kind: 'sgd' }).training.optimizer, { kind: 'sgd' });
  });
});
