import assert from 'node:assert/strict';
import { FailureError, UserError, describeValue, didYouMean } from 'sentilab/errors';

describe('SentilabError', () => {
  it('says field, rule, value and fix in one line', () => {
    const error = new UserError('Must be below high.', {
      field: 'space.lr.low',
      value: 3,
      fix: 'Swap them.',
    });
    assert.equal(error.message, 'space.lr.low: Must be below high. Got 3. Swap them.');
    assert.equal(error.exitCode, 2);
    assert.equal(new FailureError('x').exitCode, 1);
  });

  it('shortens long values and survives cycles', () => {
    assert.equal(describeValue('x'.repeat(500)).length, 120);
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    assert.equal(describeValue(cycle), '[object Object]');
  });
});

describe('didYouMean', () => {
  it('suggests a near name, else lists all', () => {
    assert.equal(didYouMean('rando', ['grid', 'random', 'tpe']), 'Did you mean "random"?');
    assert.equal(didYouMean('imbd', ['rt', 'imdb']), 'Did you mean "imdb"?');
    assert.equal(didYouMean('bayes', ['grid', 'tpe']), 'Known: grid, tpe.');
  });
});
