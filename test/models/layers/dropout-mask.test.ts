import assert from 'node:assert/strict';
import { dropoutMask } from '../../../lib/models/layers/dropout-mask.ts';
import { Rng } from '../../../lib/random/index.ts';

describe('dropoutMask', () => {
  it('drops the given share and scales the rest so that the mean stays 1', () => {
    const mask = dropoutMask(new Rng(1), 100_000, 0.3);
    assert.ok(mask);
    const dropped = mask.filter((value) => value === 0).length / mask.length;
    assert.ok(Math.abs(dropped - 0.3) < 0.01, String(dropped)); // 7 standard errors
    assert.deepEqual([...new Set(mask)].sort(), [0, Math.fround(1 / 0.7)]);
  });

  it('is a function of the generator, and differs from call to call', () => {
    const [a, b] = [new Rng(5), new Rng(5)];
    assert.deepEqual(dropoutMask(a, 50, 0.5), dropoutMask(b, 50, 0.5));
    assert.notDeepEqual(dropoutMask(a, 50, 0.5), dropoutMask(new Rng(5), 50, 0.5));
  });

  it('is null and draws nothing at rate 0', () => {
    const rng = new Rng(5);
    assert.equal(dropoutMask(rng, 50, 0), null);
    assert.deepEqual(rng.getState(), new Rng(5).getState());
  });
});
