import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  contour,
  edf,
  intermediateValues,
  paretoFront,
  placeOn,
  placesOfRange,
  rankShares,
  scoredTrials,
  type Direction,
  type Params,
} from 'sentilab/tuning';

interface Axis {
  readonly name: string;
  readonly range: readonly [number, number];
  readonly log: boolean;
  readonly category: boolean;
}

/** What Optuna draws: `test/golden/scripts/tuning_figures.py`. */
const golden = JSON.parse(
  fs.readFileSync(new URL('../../golden/tuning-figures.json', import.meta.url), 'utf8'),
) as {
  readonly studies: readonly {
    readonly direction: Direction;
    readonly trials: readonly {
      readonly params: Params;
      readonly value: number;
      readonly state: 'finished' | 'pruned';
      readonly reports: readonly (readonly [number, number])[];
    }[];
    readonly edf: { readonly x: readonly number[]; readonly y: readonly number[] };
    readonly ranks: readonly number[];
    readonly contours: readonly {
      readonly x: Axis;
      readonly y: Axis;
      readonly cells: readonly (readonly [string | number, string | number, number])[];
    }[];
    readonly slices: readonly {
      readonly name: string;
      readonly x: readonly (string | number)[];
      readonly y: readonly number[];
      readonly numbers: readonly number[];
    }[];
    readonly intermediate: readonly (readonly [number, readonly (readonly [number, number])[]])[];
  }[];
  readonly fronts: readonly {
    readonly directions: readonly Direction[];
    readonly points: readonly (readonly number[])[];
    readonly front: readonly number[];
  }[];
};
const SCALES = { lr: 'log', units: 'linear', drop: 'linear', momentum: 'linear' } as const;
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

describe('numbers behind figures of a search', () => {
  for (const study of golden.studies) {
    const trials = study.trials.map((trial, number) => ({ number, ...trial }));
    const sign = study.direction === 'minimize' ? 1 : -1;
    const values = scoredTrials(trials, study.direction).map(({ score }) => sign * score);

    it(`has the shares of Optuna’s EDF (${study.direction})`, () => {
      const steps = edf(values, 'minimize'); // Optuna counts upwards whichever way is better
      study.edf.x.forEach((x, i) => {
        const share = steps.findLast(({ value }) => value <= x)?.share ?? 0;
        assert.ok(close(share, study.edf.y[i] ?? NaN), `at ${x}`);
      });
    });

    it(`ranks as Optuna colours, ties at their mean (${study.direction})`, () => {
      const ranks = rankShares(values);
      assert.equal(ranks.length, study.ranks.length);
      ranks.forEach((rank, i) => assert.ok(close(rank, study.ranks[i] ?? NaN)));
    });

    it(`has the axes and the best value of each spot of Optuna’s contours (${study.direction})`, () => {
      for (const { x, y, cells } of study.contours) {
        const found = contour(trials, [x.name, y.name], study.direction, { scales: SCALES });
        assert.ok(found);
        for (const [own, theirs] of [
          [found.x, x],
          [found.y, y],
        ] as const) {
          assert.equal(own.scale, theirs.log ? 'log' : theirs.category ? 'category' : 'linear');
          assert.ok(
            own.range.every((end, i) => close(end, theirs.range[i] ?? NaN)),
            own.name,
          );
        }
        assert.equal(found.points.length, cells.length);
        for (const [atX, atY, value] of cells) {
          const [px, py]: readonly number[] = [placeOn(found.x, atX), placeOn(found.y, atY)];
          assert.equal(found.points.find((point) => point.x === px && point.y === py)?.value, value);
        }
      }
    });

    it(`finds what Optuna’s slices show: the finished trials that have the parameter (${study.direction})`, () => {
      for (const { name, x, numbers } of study.slices) {
        const having = scoredTrials(trials, study.direction).filter(({ params }) => name in params);
        assert.deepEqual(
          having.map(({ number, params }) => [number, params[name]]),
          numbers.map((number, i) => [number, x[i]]),
        );
      }
    });

    it(`has the intermediate values of finished and pruned trials as Optuna lists them (${study.direction})`, () => {
      const found = intermediateValues(
        trials.map(({ number, state, reports }) => ({
          number,
          state,
          reports: reports.map(([epoch, value]) => ({ epoch, metrics: { loss: value } })),
        })),
        'loss',
      );
      assert.deepEqual(
        found.map(({ number, epochs, values: own }) => [number, epochs.map((epoch, i) => [epoch, own[i]])]),
        study.intermediate,
      );
      assert.ok(found.some(({ state }) => state === 'pruned'));
      assert.deepEqual(intermediateValues([{ number: 0, state: 'failed', reports: [] }], 'loss'), []);
    });
  }

  it('finds Optuna’s Pareto fronts; what is no number never belongs to one', () => {
    for (const { points, directions, front } of golden.fronts) {
      assert.deepEqual(paretoFront(points, directions), front);
      const more = paretoFront([[NaN, -100], ...points], directions);
      assert.deepEqual(
        more,
        front.map((place) => place + 1),
      );
    }
    assert.deepEqual(paretoFront([], ['minimize']), []);
  });
});

describe('contour', () => {
  /** A bowl with its bottom at (0.3, 0.01). */
  const trials = Array.from({ length: 225 }, (_, number) => {
    const params = {
      a: ((number % 15) + 0.5) / 15,
      lr: 10 ** (-4 + (3 * (Math.floor(number / 15) + 0.5)) / 15),
    };
    return {
      number,
      params,
      state: 'finished',
      value: (params.a - 0.3) ** 2 + 0.1 * (Math.log10(params.lr) + 2) ** 2,
    };
  });

  it('lays a surface between the trials that is lowest where they are', () => {
    const found = contour(trials, ['a', 'lr'], 'minimize', { scales: { lr: 'log' } });
    assert.ok(found);
    let [low, atA, atLr] = [Infinity, 0, 0];
    found.surface.forEach((row, j) =>
      row.forEach((value, i) => {
        if (value === null || value >= low) return;
        [low, atA, atLr] = [value, found.gridX[i] ?? 0, found.gridY[j] ?? 0];
      }),
    );
    assert.ok(Math.abs(atA - 0.3) < 0.08 && Math.abs(atLr + 2) < 0.25, `${atA} ${atLr}`);
    for (const { params, value } of trials) {
      const i = nearest(found.gridX, params.a);
      const j = nearest(found.gridY, Math.log10(params.lr));
      assert.ok(Math.abs((found.surface[j]?.[i] ?? NaN) - value) < 0.08);
    }
  });

  it('says nothing where no trial is near', () => {
    const few = trials.filter(({ params }) => params.a < 0.3 || params.lr > 0.05);
    const found = contour(few, ['a', 'lr'], 'minimize', { scales: { lr: 'log' } });
    const corner = found?.surface[0]?.at(-1);
    assert.equal(corner, null);
  });

  it('is null with too few trials and for a parameter that never varied', () => {
    assert.equal(contour(trials.slice(0, 2), ['a', 'lr'], 'minimize'), null);
    assert.equal(contour(trials.slice(0, 15), ['a', 'lr'], 'minimize'), null);
    assert.equal(contour(trials, ['a', 'nothing'], 'minimize'), null);
  });

  it('puts room at the ends of an axis, along the logarithm where it is one', () => {
    const found = contour(trials, ['a', 'lr'], 'maximize');
    assert.ok(found);
    assert.equal(found.y.scale, 'log'); // guessed: over more than a factor of 50
    const [low, high] = placesOfRange(found.y);
    const inner = trials.map(({ params }) => Math.log10(params.lr));
    const span = Math.max(...inner) - Math.min(...inner);
    assert.ok(close(low, Math.min(...inner) - 0.05 * span) && close(high, Math.max(...inner) + 0.05 * span));
  });
});

function nearest(grid: readonly number[], value: number): number {
  const distances = grid.map((place) => Math.abs(place - value));
  return distances.indexOf(Math.min(...distances));
}
