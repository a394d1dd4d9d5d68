import assert from 'node:assert/strict';
import { bestOverTime, compareSamplers, mannWhitney, type SearchRun } from 'sentilab/tuning';

const search = (sampler: string, values: readonly (number | null)[], task = 'a'): SearchRun => ({
  sampler,
  task,
  trials: values.map((value, i) => ({ value, seconds: 10 * (i + 1) })),
});

describe('compareSamplers', () => {
  const runs = [
    search('random', [9, 8, 7]),
    search('random', [9, 9, 6]),
    search('random', [8, null, 8]),
    search('tpe', [9, 5, 4]),
    search('tpe', [9, 4, 3]),
    search('tpe', [7, 6, 6]),
    search('nothing', [null, null]),
  ];
  const { samplers, pairs } = compareSamplers(runs, 'minimize');

  it('has the best first, with its band over the seeds after trials and after seconds', () => {
    assert.deepEqual(
      samplers.map(({ sampler, repetitions, rank, finals }) => [sampler, repetitions, rank, finals]),
      [
        ['tpe', 3, 1, [4, 3, 6]],
        ['random', 3, 2, [7, 6, 8]],
      ],
    );
    const [tpe] = samplers;
    assert.deepEqual(
      tpe?.byTrials.map(({ trials, median }) => [trials, median]),
      [
        [1, 9],
        [2, 5],
        [3, 4],
      ],
    );
    assert.deepEqual(
      tpe?.bySeconds.map(({ seconds, median }) => [seconds, median]),
      [
        [10, 9],
        [30, 5],
        [60, 4],
      ],
    );
    const [low, high] = tpe?.byTrials[2]?.interval ?? [NaN, NaN];
    assert.ok(low < 13 / 3 && 13 / 3 < high);
  });

  it('says by Mann-Whitney and A12 whether one ends better than the other', () => {
    const [pair] = pairs;
    assert.deepEqual([pair?.a, pair?.b], ['tpe', 'random']);
    assert.equal(pair?.p, mannWhitney([4, 3, 6], [7, 6, 8]).p);
    assert.ok(Math.abs((pair?.better ?? 0) - 8.5 / 9) < 1e-12);
    const [other] = compareSamplers(runs, 'maximize').pairs;
    assert.deepEqual([other?.a, other?.b], ['random', 'tpe']);
  });

  it('has no p with a single repetition, and ranks over the tasks that all of them searched', () => {
    const found = compareSamplers(
      [search('x', [1], 'a'), search('y', [2], 'a'), search('x', [5], 'b'), search('y', [3], 'b')],
      'minimize',
    );
    assert.deepEqual(
      found.samplers.map(({ rank }) => rank),
      [1.5, 1.5],
    );
    assert.ok(Number.isNaN(found.pairs[0]?.p));
    assert.equal(found.samplers[0]?.byTrials[0]?.interval, null);
    assert.deepEqual(compareSamplers([], 'minimize'), { samplers: [], pairs: [] });
  });
});

describe('bestOverTime', () => {
  it('counts a trial when it has ended, and lets a repetition that has ended keep what it found', () => {
    const found = bestOverTime(
      [
        {
          trials: [
            { value: null, seconds: 1 },
            { value: 5, seconds: 2 },
            { value: 4, seconds: 10 },
          ],
        },
        {
          trials: [
            { value: 6, seconds: 2 },
            { value: 2, seconds: 3 },
          ],
        },
      ],
      'minimize',
    );
    assert.deepEqual(
      found.map(({ seconds, mean }) => [seconds, mean]),
      [
        [3, 5.5],
        [5, 3.5],
        [13, 3],
      ],
    );
    assert.deepEqual(bestOverTime([], 'minimize'), []);
  });
});
