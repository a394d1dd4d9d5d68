import assert from 'node:assert/strict';
import fs from 'node:fs';
import { RandomSampler, TpeSampler, float, int, space } from 'sentilab/tuning';
import type { ObservedTrial } from 'sentilab/tuning';
import { bestAfter, quantile } from '../../../bench/search/measure.ts';
import { SEARCH_TASKS } from '../../../bench/search/tasks.ts';
import { Ranking, goodCount, rankWeights } from '../../../lib/tuning/samplers/tpe/split.ts';

const line = space({ x: float(0, 1) });
type Line = { readonly x: number };

describe('TpeSampler', function () {
  this.timeout(120_000);

  it('says prior during start-up and model afterwards', () => {
    const sampler = new TpeSampler(line, 1, { startupTrials: 4 });
    const origins: string[] = [];
    for (let number = 0; number < 7; number++) {
      const [suggestion] = sampler.suggest(1);
      assert.ok(suggestion);
      origins.push(suggestion.proposedBy);
      sampler.update(
        [{ number, params: suggestion.params, value: suggestion.params.x, state: 'finished' }],
        [],
      );
    }
    assert.deepEqual(origins, ['prior', 'prior', 'prior', 'prior', 'model', 'model', 'model']);
  });

  // 20 searches of 100 trials each; what Optuna 5 and random search reached on the same functions is in reference.json.
  const reference = JSON.parse(
    fs.readFileSync(new URL('../../../bench/search/reference.json', import.meta.url), 'utf8'),
  ) as {
    readonly quality: readonly { task: string; sampler: string; n_trials: number; median_best: number }[];
  };
  for (const name of ['branin', 'hartmann6']) {
    const peer = (sampler: string): number =>
      reference.quality.find((row) => row.task === name && row.sampler === sampler && row.n_trials === 100)
        ?.median_best ?? NaN;
    it(`finds on ${name} a median of at most Optuna’s TPE, ${peer('tpe').toFixed(4)}, and beats random search clearly`, () => {
      const task = SEARCH_TASKS.find((one) => one.name === name);
      assert.ok(task);
      const bests = Array.from(
        { length: 20 },
        (_, i) => bestAfter(task, { kind: 'tpe' }, i + 1, [100])[0] ?? NaN,
      );
      assert.ok(quantile(bests, 0.5) <= peer('tpe'), String(quantile(bests, 0.5)));
      assert.ok(
        quantile(bests, 0.75) < peer('random') - 0.3 * (peer('random') - task.optimum),
        String(quantile(bests, 0.75)),
      );
    });
  }

  it('finds on condlstm, which has branches, a median of at most 0.0219, that of rustuna', () => {
    const task = SEARCH_TASKS.find(({ name }) => name === 'condlstm');
    assert.ok(task);
    const bests = Array.from(
      { length: 20 },
      (_, i) => bestAfter(task, { kind: 'tpe' }, i + 1, [100])[0] ?? NaN,
    );
    assert.ok(quantile(bests, 0.5) <= 0.0219, String(quantile(bests, 0.5)));
  });

  it('keeps away from where trials run already (constant liar)', () => {
    const known: ObservedTrial<Line>[] = Array.from({ length: 40 }, (_, number) => {
      const x = (number * 0.618) % 1;
      return { number, params: { x }, value: (x - 0.5) ** 2, state: 'finished' };
    });
    const distance = (active: readonly number[]): number => {
      let sum = 0;
      for (let seed = 1; seed <= 30; seed++) {
        const sampler = new TpeSampler(line, seed);
        sampler.update(
          known,
          active.map((x, i) => ({ number: 40 + i, params: { x } })),
        );
        sum += Math.abs((sampler.suggest(1)[0]?.params.x ?? 0) - 0.5);
      }
      return sum / 30;
    };
    const [alone, among] = [distance([]), distance(Array.from({ length: 20 }, (_, i) => 0.49 + i / 1000))];
    assert.ok(among > 1.3 * alone, `${among} against ${alone}`);
  });

  it('does not try a point of a finite space twice while others are drawn', () => {
    const small = space({ a: int(1, 6), b: int(1, 6) });
    const sampler = new TpeSampler(small, 3, { startupTrials: 4 });
    const seen = new Set<string>();
    for (let number = 0; number < 30; number++) {
      const params = sampler.suggest(1)[0]?.params ?? { a: 0, b: 0 };
      if (number >= 4) assert.ok(!seen.has(`${params.a},${params.b}`), `trial ${number}`);
      seen.add(`${params.a},${params.b}`);
      sampler.update([{ number, params, value: params.a * params.b, state: 'finished' }], []);
    }
  });
});

describe('ranking of trials', () => {
  const trial = (
    number: number,
    state: ObservedTrial['state'],
    value: number | null,
    epoch?: number,
  ): ObservedTrial => ({
    number,
    params: {},
    value,
    state,
    ...(epoch === undefined ? {} : { epoch }),
  });

  const ranked = (trials: readonly ObservedTrial[]): readonly ObservedTrial[] => {
    const ranking = new Ranking();
    for (const one of trials) ranking.add(one);
    return ranking.trials;
  };

  it('puts finished before pruned before failed; of pruned ones those that got further first', () => {
    const trials = [
      trial(0, 'failed', null),
      trial(1, 'pruned', 0.1, 1),
      trial(2, 'finished', 9),
      trial(3, 'pruned', 0.5, 3),
      trial(4, 'finished', 3),
      trial(5, 'pruned', null),
      trial(6, 'pruned', 0.4, 3),
      trial(7, 'finished', 3),
    ];
    assert.deepEqual(
      ranked(trials).map(({ number }) => number),
      [4, 7, 2, 6, 3, 1, 0, 5],
    );
  });

  it('gives the same order whatever the order of telling, and a trial told again its new place', () => {
    const trials = Array.from({ length: 30 }, (_, number) =>
      trial(
        number,
        (['finished', 'pruned', 'failed'] as const)[number % 3] ?? 'failed',
        (number * 7) % 5,
        number % 4,
      ),
    );
    assert.deepEqual(ranked([...trials].reverse()), ranked(trials));
    const again = trial(3, 'finished', -1);
    assert.equal(ranked([...trials, again])[0], again);
    assert.equal(ranked([...trials, again]).length, 30);
  });

  it('counts a tenth as good, at least 1 and at most 25, weighed by rank with mean 1', () => {
    assert.deepEqual(
      [1, 10, 11, 100, 1000].map((n) => goodCount(n, 0.1)),
      [1, 1, 2, 10, 25],
    );
    const weights = rankWeights(10);
    assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 10) < 1e-12);
    assert.ok(weights.every((weight, i) => weight > 0 && (i === 0 || weight < (weights[i - 1] ?? 0))));
  });

  it('counts running trials as start-up ones, but models no fewer results than half of them', () => {
    const observed = (number: number) => ({
      number,
      params: { x: number / 10 },
      value: number,
      state: 'finished' as const,
    });
    const active = (number: number) => ({ number, params: { x: number / 10 } });
    const proposedBy = (completed: number, running: number): string | undefined => {
      const sampler = new TpeSampler(space({ x: float(0, 1) }), 1, { startupTrials: 4 });
      sampler.update(
        Array.from({ length: completed }, (_, n) => observed(n)),
        Array.from({ length: running }, (_, n) => active(completed + n)),
      );
      return sampler.suggest(1)[0]?.proposedBy;
    };
    assert.equal(proposedBy(1, 3), 'prior');
    assert.equal(proposedBy(2, 1), 'prior');
    assert.equal(proposedBy(2, 2), 'model');
    assert.equal(proposedBy(4, 0), 'model');
  });

  it('draws other start-up trials than random search with the same seed', () => {
    const wide = space({ x: float(0, 1), y: float(0, 1) });
    assert.notDeepEqual(
      new TpeSampler(wide, 1).suggest(1)[0]?.params,
      new RandomSampler(wide, 1).suggest(1)[0]?.params,
    );
  });
});
