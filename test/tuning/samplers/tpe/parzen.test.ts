import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Rng } from 'sentilab/random';
import { categorical, float, int, space } from 'sentilab/tuning';
import type { Space } from 'sentilab/tuning';
import { columnsOf, rowOf } from '../../../../lib/tuning/samplers/tpe/columns.ts';
import { ParzenEstimator } from '../../../../lib/tuning/samplers/tpe/parzen.ts';

const options = { priorWeight: 0.5, bandwidth: 0.1 };

function estimate(s: Space, observations: number, seed: number): ParzenEstimator {
  const rng = new Rng(seed);
  const rows = Array.from({ length: observations }, () => rowOf(s, s.sample(rng)));
  return new ParzenEstimator(
    columnsOf(s),
    rows,
    rows.map(() => 0.1 + rng.float()),
    options,
  );
}

describe('ParzenEstimator', () => {
  it('is a distribution: the mass of all discrete values is 1', () => {
    const s = space({
      n: int(1, 7),
      k: int(1, 30, { scale: 'log' }),
      q: float(0, 1, { step: 0.25 }),
      c: categorical(['a', 'b', 'c']),
    }) as unknown as Space;
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1 }), (observations, seed) => {
        const density = estimate(s, observations, seed);
        let sum = 0;
        for (let n = 1; n <= 7; n++)
          for (let k = 1; k <= 30; k++)
            for (let q = 0; q <= 4; q++)
              for (const c of ['a', 'b', 'c'])
                sum += Math.exp(density.logDensity(rowOf(s, { n, k, q: q / 4, c })));
        assert.ok(Math.abs(sum - 1) < 1e-4, String(sum));
      }),
      { numRuns: 10 },
    );
  });

  it('is a distribution: a real density integrates to 1', () => {
    const s = space({ x: float(0, 1) }) as unknown as Space;
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1 }), (observations, seed) => {
        const density = estimate(s, observations, seed);
        let sum = 0;
        for (let i = 0; i < 1000; i++)
          sum += Math.exp(density.logDensity(Float64Array.of((i + 0.5) / 1000))) / 1000;
        assert.ok(Math.abs(sum - 1) < 1e-4, String(sum));
      }),
      { numRuns: 20 },
    );
  });

  it('draws from the density it states', () => {
    const s = space({ n: int(1, 5), c: categorical(['a', 'b']) }) as unknown as Space;
    const density = estimate(s, 6, 11);
    const rng = new Rng(2);
    const draws = 40_000;
    const counts = new Map<string, number>();
    for (let i = 0; i < draws; i++) {
      const key = density.sample(rng).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (let n = 1; n <= 5; n++)
      for (const c of ['a', 'b']) {
        const row = rowOf(s, { n, c });
        const expected = Math.exp(density.logDensity(row));
        const got = (counts.get(row.join()) ?? 0) / draws;
        assert.ok(
          Math.abs(got - expected) < 5 * Math.sqrt((expected * (1 - expected)) / draws),
          `${n}${c}: ${got} ≠ ${expected}`,
        );
      }
  });
});
