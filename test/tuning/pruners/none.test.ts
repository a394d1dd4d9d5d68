import assert from 'node:assert/strict';
import { NonePruner, createPruner } from 'sentilab/tuning';

describe('NonePruner', () => {
  it('never prunes', () => {
    assert.equal(new NonePruner().shouldPrune().prune, false);
    assert.equal(createPruner({ kind: 'none' }).name, 'none');
  });
});
