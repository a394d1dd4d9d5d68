import assert from 'node:assert/strict';
import { bestSoFar, bestSoFarBand, edf } from 'sentilab/tuning';

describe('bestSoFar', () => {
  it('goes on over trials without a value, either way round', () => {
    assert.deepEqual(bestSoFar([null, 3, 5, null, 2], 'minimize'), [null, 3, 3, 3, 2]);
    assert.deepEqual(bestSoFar([3, 5, 2], 'maximize'), [3, 5, 5]);
  });

  it('begins a band where every repetition has a result and ends it with the shortest', () => {
    const band = bestSoFarBand(
      [
        [null, 4, 2],
        [5, 6, 1, 0],
      ],
      'minimize',
    );
    assert.deepEqual(
      band.map(({ trials, median, mean }) => [trials, median, mean]),
      [
        [2, 4.5, 4.5],
        [3, 1.5, 1.5],
      ],
    );
  });

  it('has Student’s interval of the mean, none for a single repetition', () => {
    const [at] = bestSoFarBand([[1], [2], [3], [4]], 'minimize');
    // 2.5 ± t(0.975, 3) · 1.29099 / 2
    assert.ok(Math.abs((at?.interval?.[1] ?? 0) - (2.5 + 3.182446305 * 0.645497224)) < 1e-6);
    assert.deepEqual(at?.quartiles, [1.75, 3.25]);
    assert.equal(bestSoFarBand([[1]], 'minimize')[0]?.interval, null);
    assert.deepEqual(bestSoFarBand([], 'minimize'), []);
  });
});

describe('edf', () => {
  it('says which share is at least so good, equal values in one step', () => {
    assert.deepEqual(edf([3, 1, 1, 2], 'minimize'), [
      { value: 1, share: 0.5 },
      { value: 2, share: 0.75 },
      { value: 3, share: 1 },
    ]);
    assert.deepEqual(edf([3, 1], 'maximize'), [
      { value: 3, share: 0.5 },
      { value: 1, share: 1 },
    ]);
  });
});
