import assert from 'node:assert/strict';
import { UserError } from '../../../lib/errors/index.ts';
import { describeModel, parseModelConfig } from '../../../lib/models/index.ts';

describe('model configuration', () => {
  it('fills in the documented defaults', () => {
    assert.deepEqual(parseModelConfig({ kind: 'bilstm' }), {
      kind: 'bilstm',
      units: 64,
      layers: 1,
      directions: 'both',
      projection: null,
      initialState: 'zero',
      pooling: 'max-mean',
      head: [],
      dropout: { words: 0, rows: 0, embedding: 0.3, between: 0, recurrent: 0, head: 0.5 },
    });
    const { dropout } = parseModelConfig({ kind: 'bilstm', dropout: { head: 0.1 } });
    assert.deepEqual(dropout, { words: 0, rows: 0, embedding: 0.3, between: 0, recurrent: 0, head: 0.1 });
  });

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['an unknown kind', { kind: 'transformer' }, /^model\.kind: .*Got "transformer"/],
    ['an unknown field', { kind: 'bilstm', depth: 2 }, /^model: .*"depth"/],
    ['no layer', { kind: 'bilstm', layers: 0 }, /^model\.layers: .*Got 0\./],
    ['an unknown direction', { kind: 'bilstm', directions: 'up' }, /^model\.directions: .*Got "up"/],
    ['a projection to nothing', { kind: 'bilstm', projection: 0 }, /^model\.projection: .*Got 0\./],
    ['units of 0', { kind: 'bilstm', units: 0 }, /^model\.units: .*Got 0\./],
    ['half a unit', { kind: 'bilstm', units: 1.5 }, /^model\.units: .*Got 1\.5\./],
    ['dropout of 1', { kind: 'bilstm', dropout: { head: 1 } }, /^model\.dropout\.head: .*Got 1\./],
    ['a layer that is no number', { kind: 'bilstm', head: [32, 'x'] }, /^model\.head\.1: .*Got "x"/],
    ['nothing', undefined, /^model: /],
  ];
  for (const [title, value, message] of wrong)
    it(`refuses ${title}, naming the field and the value`, () => {
      assert.throws(
        () => parseModelConfig(value),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    });

  it('counts parameters as PyTorch does, without its second bias', () => {
    // nn.LSTM(50, 64, bidirectional=True): 59,392, of which 512 are the second biases
    const config = parseModelConfig({ kind: 'bilstm', units: 64, head: [32] });
    assert.deepEqual(describeModel(config, { vocabularySize: 1000, dimensions: 50 }), {
      embedding: 50_000,
      recurrent: 58_880,
      head: 256 * 32 + 32 + 33,
      total: 50_000 + 58_880 + 8257,
    });
    const last = parseModelConfig({ kind: 'bilstm', units: 3, pooling: 'last' });
    assert.equal(describeModel(last, { vocabularySize: 1, dimensions: 2 }).head, 7);
    // nn.GRU(50, 64, bidirectional=True): 44,544, of which 256 are second biases of r and z
    const gru = parseModelConfig({ kind: 'gru', units: 64 });
    assert.equal(describeModel(gru, { vocabularySize: 0, dimensions: 50 }).recurrent, 44_288);
    // nn.LSTM(50, 64, 2): 62,976, of which 512 are the second biases
    const deep = parseModelConfig({ kind: 'bilstm', units: 64, layers: 2, directions: 'forward' });
    assert.deepEqual(describeModel(deep, { vocabularySize: 0, dimensions: 50 }), {
      embedding: 0,
      recurrent: 29_440 + 33_024,
      head: 129,
      total: 29_440 + 33_024 + 129,
    });
  });
});
