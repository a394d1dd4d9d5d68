import assert from 'node:assert/strict';
import {
  branch,
  categorical,
  chooseSampler,
  createSampler,
  float,
  int,
  ordered,
  space,
} from 'sentilab/tuning';
import type { Dimension } from 'sentilab/tuning';

const many = (count: number, one: (i: number) => Dimension): Record<string, Dimension> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, one(i)]));

describe('chooseSampler', () => {
  it('picks by space and budget, and says why', () => {
    const real = (): Dimension => float(0, 1);
    const mixed = (i: number): Dimension => (i % 2 === 0 ? categorical(['a', 'b', 'c']) : float(0, 1));
    for (const [dimensions, trials, kind, why] of [
      [many(2, () => int(1, 3)), 9, 'grid', /has 9 trials and the budget is 9/],
      [many(2, () => int(1, 3)), 8, 'gp', /8 trials of 2 parameters are few enough/],
      [many(6, real), 100, 'gp', /100 trials of 6 parameters/],
      [many(30, real), 2000, 'cmaes', /All 30 parameters have an order/],
      [many(30, real), 100, 'tpe', /100 trials of 30 parameters are more/],
      [many(2, real), 501, 'cmaes', /501 trials are enough/],
      [many(1, real), 501, 'tpe', /501 trials of 1 parameters/],
      [many(30, mixed), 2000, 'tpe', /categories among them/],
      [{ c: branch(ordered([1, 2]), { 1: { x: float(0, 1) } }) }, 501, 'tpe', /some of them in branches/],
    ] as const) {
      const choice = chooseSampler(space(dimensions), trials);
      assert.equal(choice.kind, kind);
      assert.match(choice.why, why);
      assert.equal(createSampler({ kind: 'auto', trials }, space(dimensions), 1).name, kind);
    }
  });
});
