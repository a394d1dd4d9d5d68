import assert from 'node:assert/strict';
import fs from 'node:fs';
import fc from 'fast-check';
import { crowdingDistances } from '../../../lib/tuning/pareto/crowding.ts';
import { dominates, fronts } from '../../../lib/tuning/pareto/domination.ts';
import type { Point } from '../../../lib/tuning/pareto/domination.ts';
import { hypervolume, mostVolume, referencePoint } from '../../../lib/tuning/pareto/hypervolume.ts';

const { cases } = JSON.parse(
  fs.readFileSync(new URL('../../golden/tuning-pareto.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly {
    readonly points: readonly Point[];
    readonly ranks: readonly number[];
    readonly reference: Point;
    readonly volume: number;
    readonly crowded: readonly Point[];
    readonly distances: readonly (number | null)[];
    readonly front: readonly Point[];
    readonly frontReference: Point;
    readonly subset: readonly Point[];
  }[];
};

const close = (got: number, want: number): boolean =>
  Math.abs(got - want) <= 1e-9 * Math.max(1, Math.abs(want));

describe('Pareto fronts', () => {
  cases.forEach((one, i) => {
    const what = `${one.points.length} points of ${one.reference.length} objectives (case ${i + 1})`;

    it(`ranks ${what} as Optuna does`, () => {
      const ranks: number[] = [];
      fronts(one.points).forEach((front, rank) => front.forEach((place) => (ranks[place] = rank)));
      assert.deepEqual(ranks, one.ranks);
    });

    it(`measures the hypervolume of ${what} as Optuna does`, () => {
      assert.deepEqual(referencePoint(one.points), one.reference);
      assert.ok(close(hypervolume(one.points, one.reference), one.volume));
    });

    it(`measures the crowding of ${what} as Optuna does`, () => {
      const got = crowdingDistances(one.crowded);
      one.distances.forEach((want, place) =>
        assert.ok(want === null ? got[place] === Infinity : close(got[place] ?? NaN, want)),
      );
    });

    it(`chooses from the front of ${what} the subset that Optuna chooses`, () => {
      const chosen = mostVolume(one.front, one.subset.length, one.frontReference);
      const points = chosen.map((place) => JSON.stringify(one.front[place]));
      assert.deepEqual(points.sort(), one.subset.map((point) => JSON.stringify(point)).sort());
    });
  });

  it('peels off no more fronts than it is asked for', () => {
    assert.deepEqual(fronts([[0], [1], [2], [0]], 2), [[0, 3]]);
    assert.deepEqual(fronts([[0], [1], [2], [0]], 3), [[0, 3], [1]]);
    assert.deepEqual(fronts([]), []);
  });

  const point = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 });

  it('leaves in the first front exactly what nobody dominates', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 25 }), (points) => {
        const free = points.flatMap((one, i) => (points.some((other) => dominates(other, one)) ? [] : [i]));
        assert.deepEqual(fronts(points)[0], free);
      }),
    );
  });

  it('has the volume that counting cells has', () => {
    const reference = [7, 7, 7];
    const counted = (points: readonly Point[]): number => {
      let cells = 0;
      for (let c = 0; c < 343; c++) {
        const cell = [c % 7, Math.floor(c / 7) % 7, Math.floor(c / 49)];
        if (points.some((one) => one.every((value, i) => value <= (cell[i] ?? 0)))) cells++;
      }
      return cells;
    };
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), (points) => {
        assert.equal(hypervolume(points, reference), counted(points));
      }),
    );
  });
});
