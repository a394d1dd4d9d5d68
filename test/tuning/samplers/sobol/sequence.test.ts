import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Rng } from 'sentilab/random';
import { SobolSequence } from '../../../../lib/tuning/samplers/sobol/sequence.ts';

const golden = JSON.parse(
  fs.readFileSync(new URL('../../../golden/tuning-sobol.json', import.meta.url), 'utf8'),
) as { readonly points: readonly (readonly number[])[] };

/** Whether each of the `cells` equal cells of one coordinate holds as many of the points. */
function isEven(values: readonly number[], cells: number): boolean {
  const counts = new Array<number>(cells).fill(0);
  for (const value of values)
    counts[Math.floor(value * cells)] = (counts[Math.floor(value * cells)] ?? 0) + 1;
  return counts.every((count) => count === values.length / cells);
}

describe('the Sobol sequence', () => {
  it('has SciPy’s points in 64 dimensions', () => {
    const sequence = new SobolSequence(64, null);
    assert.deepEqual(
      golden.points.map((_, n) => [...sequence.point(n)]),
      golden.points,
    );
  });

  it('stays even when scrambled: each of 32 cells of each coordinate holds one of 32 points, pairs of the first two fill 4 × 8', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const sequence = new SobolSequence(100, new Rng(seed));
      const points = Array.from({ length: 32 }, (_, n) => sequence.point(n));
      for (let d = 0; d < 100; d++)
        assert.ok(
          isEven(
            points.map((point) => point[d] ?? 0),
            32,
          ),
          `dimension ${d}`,
        );
      const cells = new Set(
        points.map((point) => `${Math.floor((point[0] ?? 0) * 4)} ${Math.floor((point[1] ?? 0) * 8)}`),
      );
      assert.equal(cells.size, 32);
    }
  });

  it('scrambles differently by seed and by dimension, also where the table of 64 dimensions begins anew', () => {
    const first = (seed: number): number[] => [...new SobolSequence(130, new Rng(seed)).point(5)];
    assert.notDeepEqual(first(1), first(2));
    assert.equal(new Set(first(1)).size, 130);
  });

  it('integrates a smooth function far better than random points do', () => {
    const error = (points: readonly (readonly number[])[]): number =>
      Math.abs(
        points.reduce((sum, point) => sum + point.reduce((p, x) => p * (0.5 + x), 1), 0) / points.length - 1,
      );
    const mean = (draw: (seed: number) => number[][]): number =>
      Array.from({ length: 10 }, (_, i) => error(draw(i + 1))).reduce((a, b) => a + b) / 10;
    const sobol = mean((seed) => {
      const sequence = new SobolSequence(5, new Rng(seed));
      return Array.from({ length: 256 }, (_, n) => [...sequence.point(n)]);
    });
    const random = mean((seed) => {
      const rng = new Rng(seed);
      return Array.from({ length: 256 }, () => Array.from({ length: 5 }, () => rng.float()));
    });
    assert.ok(sobol < 0.1 * random, `${sobol} against ${random}`);
  });
});
