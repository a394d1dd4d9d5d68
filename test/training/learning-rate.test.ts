import assert from 'node:assert/strict';
import { learningRateAt } from 'sentilab/training';

const rates = (schedule: 'constant' | 'warmup-linear' | 'warmup-cosine', steps: number): number[] =>
  Array.from({ length: steps }, (_, step) => learningRateAt({ learningRate: 2, schedule }, step, steps));

describe('learningRateAt', () => {
  it('constant is constant', () => {
    assert.deepEqual(rates('constant', 4), [2, 2, 2, 2]);
  });

  for (const schedule of ['warmup-linear', 'warmup-cosine'] as const)
    it(`${schedule} rises over the first tenth to the full rate, then only falls, and is never 0`, () => {
      for (const steps of [1, 2, 7, 100, 999]) {
        const all = rates(schedule, steps);
        const top = Math.max(1, Math.round(steps / 10)) - 1;
        assert.equal(all[top], 2);
        all.slice(1).forEach((rate, i) => assert.ok(i < top ? rate > all[i]! : rate < all[i]!));
        assert.ok(Math.min(...all) > 0);
      }
    });

  it('warmup-linear falls by equal steps, warmup-cosine is at half the rate half-way', () => {
    const line = rates('warmup-linear', 100);
    assert.ok(Math.abs(line[50]! - line[51]! - (line[80]! - line[81]!)) < 1e-12);
    const cosine = rates('warmup-cosine', 109); // 11 steps up, 98 down
    assert.ok(Math.abs(cosine[10 + 49]! - 1) < 0.02);
  });
});
