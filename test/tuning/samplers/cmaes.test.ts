import assert from 'node:assert/strict';
import fs from 'node:fs';
import { CmaEsSampler, categorical, float, int, space } from 'sentilab/tuning';
import type { ObservedTrial } from 'sentilab/tuning';
import { bestAfter, quantile } from '../../../bench/search/measure.ts';
import { SEARCH_TASKS } from '../../../bench/search/tasks.ts';

const reference = JSON.parse(
  fs.readFileSync(new URL('../../../bench/search/reference.json', import.meta.url), 'utf8'),
) as {
  readonly quality: readonly { task: string; sampler: string; n_trials: number; median_best: number }[];
};

describe('CmaEsSampler', function () {
  this.timeout(120_000);

  for (const name of ['branin', 'hartmann6']) {
    const peer = reference.quality.find(
      (row) => row.task === name && row.sampler === 'cmaes' && row.n_trials === 100,
    )?.median_best;
    it(`finds on ${name} a median of at most Optuna’s CMA-ES, ${peer?.toFixed(4)}, in 100 trials of 20 seeds`, () => {
      const task = SEARCH_TASKS.find((one) => one.name === name);
      assert.ok(task && peer !== undefined);
      const bests = Array.from(
        { length: 20 },
        (_, i) => bestAfter(task, { kind: 'cmaes' }, i + 1, [100])[0] ?? NaN,
      );
      assert.ok(quantile(bests, 0.5) <= peer, String(quantile(bests, 0.5)));
    });
  }

  it('goes on moving whole numbers when the real ones have settled (the margin)', () => {
    const s = space({ n: int(0, 10), x: float(0, 1), y: float(0, 1) });
    const loss = ({ n, x, y }: { n: number; x: number; y: number }): number =>
      (n - 7) ** 2 / 50 + (x - 0.3) ** 2 + (y - 0.6) ** 2;
    let solved = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const sampler = new CmaEsSampler(s, seed, { startupTrials: 2, sigma: 0.05 });
      let best = Infinity;
      for (let number = 0; number < 250; number++) {
        const params = sampler.suggest(1)[0]?.params ?? { n: 0, x: 0, y: 0 };
        best = Math.min(best, loss(params));
        sampler.update([{ number, params, value: loss(params), state: 'finished' }], []);
      }
      if (best < 0.005) solved++;
    }
    assert.ok(solved >= 4, `${solved} of 5`);
  });

  it('takes categories from TPE, and everything when there is but one parameter to move', () => {
    const s = space({ x: float(0, 1), y: float(0, 1), c: categorical(['a', 'b', 'c']) });
    const sampler = new CmaEsSampler(s, 1, { startupTrials: 4 });
    assert.deepEqual(sampler.fallback, ['c']);
    const picks: string[] = [];
    for (let number = 0; number < 60; number++) {
      const params = sampler.suggest(1)[0]?.params ?? { x: 0, y: 0, c: 'a' as const };
      picks.push(params.c);
      const value = params.x + params.y + (params.c === 'b' ? 0 : 5);
      sampler.update([{ number, params, value, state: 'finished' }], []);
    }
    assert.ok(picks.slice(-20).filter((c) => c === 'b').length >= 12, picks.slice(-20).join());
    const line = new CmaEsSampler(space({ x: float(0, 1) }), 1);
    assert.deepEqual(line.fallback, ['x']);
    assert.equal(line.suggest(1)[0]?.proposedBy, 'prior');
  });

  it('counts a trial that somebody else proposed where its parameters lie', () => {
    const s = space({ x: float(0, 1), y: float(0, 1) });
    const at = (number: number, x: number, y: number): ObservedTrial<{ x: number; y: number }> => ({
      number,
      params: { x, y },
      value: (x - 0.9) ** 2 + (y - 0.1) ** 2,
      state: 'finished',
    });
    const sampler = new CmaEsSampler(s, 1, { startupTrials: 2, population: 4 });
    sampler.update([at(0, 0.5, 0.5), at(1, 0.1, 0.1)], []);
    sampler.update([at(2, 0.88, 0.12), at(3, 0.89, 0.11), at(4, 0.91, 0.1), at(5, 0.9, 0.09)], []);
    const drawn = sampler.suggest(20).map(({ params }) => params);
    const mean = drawn.reduce((sum, { x }) => sum + x / 20, 0);
    assert.ok(mean > 0.7, String(mean));
  });
});
