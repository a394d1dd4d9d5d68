import assert from 'node:assert/strict';
import { glorotUniform } from '../../../lib/models/initializers/glorot-uniform.ts';
import { Rng } from '../../../lib/random/index.ts';

describe('glorotUniform', () => {
  it('is uniform in ±√(6 / (inputs + outputs))', () => {
    const values = glorotUniform(new Rng(2), 100, 50);
    const limit = Math.sqrt(6 / 150);
    assert.equal(values.length, 5000);
    assert.ok(values.every((value) => Math.abs(value) <= limit));
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    assert.ok(Math.abs(variance / (limit ** 2 / 3) - 1) < 0.08, String(variance)); // 6 standard errors
  });
});
