import assert from 'node:assert/strict';
import { modelNames } from '../../../bin/evaluate/model-names.ts';

describe('modelNames', () => {
  it('are the folders’ own, or a run’s sampler and trial, and never the same twice', () => {
    assert.deepEqual(
      modelNames([
        '/x/best',
        '/x/tpe-d43522e63579-t7-s174714414-f0-a1/model',
        '/y/tpe-0123456789ab-t7-s1-f0-a2/model/',
        '/y/mine/model',
      ]),
      ['best', 'tpe-t7', 'tpe-t7 (2)', 'mine'],
    );
  });
});
