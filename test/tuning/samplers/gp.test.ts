import assert from 'node:assert/strict';
import { GpSampler, float, int, space } from 'sentilab/tuning';
import type { ObservedTrial } from 'sentilab/tuning';
import { bestAfter } from '../../../bench/search/measure.ts';
import { SEARCH_TASKS } from '../../../bench/search/tasks.ts';
import { informative } from '../../../lib/tuning/samplers/gp/subset.ts';
import { targetsOf } from '../../../lib/tuning/samplers/gp/targets.ts';

const taskOf = (name: string): (typeof SEARCH_TASKS)[number] => {
  const found = SEARCH_TASKS.find((task) => task.name === name);
  assert.ok(found);
  return found;
};

describe('GpSampler', function () {
  this.timeout(300_000);

  // 20 seeds of 100 trials are in docs/search.md: `npm run bench -- search --samplers gp`.
  it('finds branin’s minimum to 0.001 in 45 trials, with four seeds out of four', () => {
    const task = taskOf('branin');
    for (let seed = 1; seed <= 4; seed++) {
      const [best] = bestAfter(task, { kind: 'gp' }, seed, [45]);
      assert.ok(Math.abs((best ?? NaN) - task.optimum) < 1e-3, `seed ${seed}: ${best}`);
    }
  });

  it('finds on condlstm, which has branches, at most 0.0385 in 60 trials, with two seeds out of two', () => {
    for (const seed of [1, 2]) {
      const [best] = bestAfter(taskOf('condlstm'), { kind: 'gp' }, seed, [60]);
      assert.ok((best ?? NaN) <= 0.0385, `seed ${seed}: ${best}`);
    }
  });

  it('keeps away from where trials run already', () => {
    const s = space({ x: float(0, 1) });
    const known = [0.3, -0.2, 0.1, -0.25, 0.4].map(
      (value, number): ObservedTrial<{ readonly x: number }> => ({
        number,
        params: { x: number / 4 },
        value,
        state: 'finished',
      }),
    );
    const sampler = new GpSampler(s, 1, { startupTrials: 5 });
    sampler.update(known, []);
    const xs = sampler.suggest(4).map(({ params }) => params.x);
    const nearest = Math.min(...xs.flatMap((a, i) => xs.slice(i + 1).map((b) => Math.abs(a - b))));
    assert.ok(nearest > 0.01, xs.join());
  });

  it('looks for the bottom of the function, not for the luckiest measurement', () => {
    const s = space({ x: float(0, 1) });
    const known = Array.from({ length: 40 }, (_, number): ObservedTrial<{ readonly x: number }> => {
      const x = (number * 0.618) % 1;
      const luck = number === 7 ? -0.15 : 0.1 * Math.sin(97 * number);
      return { number, params: { x }, value: 4 * (x - 0.7) ** 2 + luck, state: 'finished' };
    });
    const sampler = new GpSampler(s, 3, { startupTrials: 5 });
    sampler.update(known, []);
    const x = sampler.suggest(1)[0]?.params.x ?? NaN;
    assert.ok(Math.abs(x - 0.7) < 0.2, String(x));
  });

  it('does not try a point of a finite space twice while others are left', () => {
    const s = space({ a: int(1, 4), b: int(1, 4) });
    const sampler = new GpSampler(s, 2, { startupTrials: 3 });
    const seen = new Set<string>();
    for (let number = 0; number < 16; number++) {
      const params = sampler.suggest(1)[0]?.params ?? { a: 0, b: 0 };
      if (number >= 3) assert.ok(!seen.has(JSON.stringify(params)), `trial ${number}`);
      seen.add(JSON.stringify(params));
      sampler.update([{ number, params, value: params.a + params.b, state: 'finished' }], []);
    }
  });
});

describe('what a Gaussian process learns from', () => {
  const trial = (number: number, state: ObservedTrial['state'], value: number | null): ObservedTrial => ({
    number,
    params: {},
    state,
    value,
  });

  it('is standardised, and a diverged trial stops at the fence', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 1e9];
    const y = targetsOf(values.map((value, i) => trial(i, 'finished', value))) ?? new Float64Array();
    const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
    assert.ok(Math.abs(mean) < 1e-12);
    assert.ok(Math.abs(y.reduce((sum, value) => sum + value ** 2, 0) / y.length - 1) < 1e-12);
    assert.ok((y[8] ?? 0) - (y[7] ?? 0) < 6 * ((y[1] ?? 0) - (y[0] ?? 0)));
  });

  it('counts a pruned trial no better than the median and a failed one as the worst', () => {
    const y = targetsOf([
      trial(0, 'finished', 1),
      trial(1, 'finished', 2),
      trial(2, 'finished', 3),
      trial(3, 'pruned', 0),
      trial(4, 'failed', null),
    ]);
    assert.equal(y?.[3], y?.[1]);
    assert.equal(y?.[4], y?.[2]);
    assert.equal(targetsOf([trial(0, 'finished', 1), trial(1, 'failed', null)]), null);
  });

  it('is the better half and some of the others when there are too many', () => {
    const y = Float64Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const kept = informative(y, 20).map((place) => y[place] ?? 0);
    assert.deepEqual(
      kept.sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 23, 32, 41, 50, 59, 68, 77, 86, 95],
    );
    assert.equal(informative(y, 100).length, 100);
  });
});
