import assert from 'node:assert/strict';
import { UserError } from '../../../lib/errors/index.ts';
import { parseModelConfig } from '../../../lib/models/index.ts';

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
    ['an unknown kind', { kind: 'perceptron' }, /^model\.kind: .*Got "perceptron"/],
    ['an unknown field', { kind: 'bilstm', depth: 2 }, /^model: .*"depth"/],
    ['no layer', { kind: 'bilstm', layers: 0 }, /^model\.layers: .*Got 0\./],
    ['an unknown direction', { kind: 'bilstm', directions: 'up' }, /^model\.directions: .*Got "up"/],
    ['a projection to nothing', { kind: 'bilstm', projection: 0 }, /^model\.projection: .*Got 0\./],
    ['units of 0', { kind: 'bilstm', units: 0 }, /^model\.units: .*Got 0\./],
    ['half a unit', { kind: 'bilstm', units: 1.5 }, /^model\.units: .*Got 1\.5\./],
    ['dropout of 1', { kind: 'bilstm', dropout: { head: 1 } }, /^model\.dropout\.head: .*Got 1\./],
    ['a layer that is no number', { kind: 'bilstm', head: [32, 'x'] }, /^model\.head\.1: .*Got "x"/],
    ['a width twice', { kind: 'cnn', widths: [3, 3] }, /^model\.widths: Each width once/],
    ['no n-gram', { kind: 'fasttext', ngrams: 0 }, /^model\.ngrams: .*Got 0\./],
    ['an unknown position', { kind: 'transformer', positions: 'there' }, /^model\.positions: .*Got "there"/],
    ['nothing', undefined, /^model: /],
  ];
  for (const [title, value, message] of wrong)
    it(`refuses ${title}, naming the field and the value`, () => {
      assert.throws(
        () => parseModelConfig(value),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    });
});
