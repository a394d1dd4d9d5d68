import assert from 'node:assert/strict';
import { bordaRanks, mannWhitney, meanRanks, probabilityLower } from 'sentilab/tuning';
import { golden } from './golden.ts';

describe('Mann-Whitney', () => {
  golden.ranks.forEach(({ a, b, u, p }) =>
    it(`gives SciPy’s U and p for ${a.length} against ${b.length} values${new Set([...a, ...b]).size < a.length + b.length ? ', some tied' : ''}`, () => {
      const found = mannWhitney(a, b);
      assert.equal(found.u, u);
      assert.ok(Math.abs(found.p - p) <= 1e-9, `${found.p} ${p}`);
    }),
  );

  it('is NaN without values', () => assert.ok(Number.isNaN(mannWhitney([], [1]).p)));
});

describe('ranks', () => {
  it('counts in how many pairs the first is lower, ties half', () => {
    assert.equal(probabilityLower([1, 2], [2, 3]), 7 / 8);
    assert.equal(probabilityLower([1], [1]), 0.5);
  });

  it('lets equal values share their rank, and means ranks over the tasks', () => {
    assert.deepEqual(meanRanks([3, 1, 3, 2]), [3.5, 1, 3.5, 2]);
    assert.deepEqual(
      bordaRanks([
        [1, 2, 3],
        [2, 1, 3],
      ]),
      [1.5, 1.5, 3],
    );
  });
});
