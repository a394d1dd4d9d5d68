import assert from 'node:assert/strict';
import { orthogonal } from '../../../lib/models/initializers/orthogonal.ts';
import { Rng } from '../../../lib/random/index.ts';

describe('orthogonal', () => {
  for (const [rows, columns] of [
    [1, 1],
    [16, 64],
    [40, 40],
  ] as const)
    it(`has orthonormal rows, [${rows}, ${columns}]`, () => {
      const values = orthogonal(new Rng(2), rows, columns);
      for (let a = 0; a < rows; a++)
        for (let b = 0; b <= a; b++) {
          let dot = 0;
          for (let k = 0; k < columns; k++)
            dot += (values[a * columns + k] as number) * (values[b * columns + k] as number);
          assert.ok(Math.abs(dot - Number(a === b)) <= 1e-6, `${a}, ${b}: ${dot}`);
        }
    });

  it('is a function of the seed', () => {
    assert.deepEqual(orthogonal(new Rng(3), 4, 8), orthogonal(new Rng(3), 4, 8));
    assert.notDeepEqual(orthogonal(new Rng(3), 4, 8), orthogonal(new Rng(4), 4, 8));
  });
});
