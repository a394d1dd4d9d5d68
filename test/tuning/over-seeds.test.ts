import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  RandomSampler,
  Study,
  createPruner,
  createSampler,
  float,
  optimize,
  overSeeds,
  scoreInterval,
  space,
} from 'sentilab/tuning';
import type { PrunerConfig, Trial } from 'sentilab/tuning';
import { Rng } from 'sentilab/random';
import { pairedGreater } from '../../lib/tuning/pruners/race.ts';

/** scores, ends of the interval, p. */
const golden = JSON.parse(
  fs.readFileSync(new URL('../golden/tuning-seeds.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly (readonly [number[], number, number, number])[] };

const s = space({ x: float(0, 1) });
const SEEDS = [11, 12, 13, 14, 15];
/** A score that a seed shifts, the same for all configurations, and blurs a little. */
const noisy = ({ x }: { readonly x: number }, { seed }: { readonly seed: number }): number =>
  (x - 0.3) ** 2 + 0.2 * new Rng(seed).normal() + 0.002 * new Rng(seed * 1000 + Math.round(x * 999)).normal();

function open(pruner: PrunerConfig, kind: 'random' | 'tpe' = 'random'): Study<{ readonly x: number }> {
  return new Study({
    space: s,
    sampler: kind === 'random' ? new RandomSampler(s, 1) : createSampler({ kind }, s, 1),
    pruner: createPruner(pruner),
    direction: 'minimize',
  });
}

describe('overSeeds', () => {
  it('judges a configuration by the mean over its seeds, and says how sure that is', async () => {
    const study = open({ kind: 'none' });
    await optimize(study, overSeeds(noisy, SEEDS), { trials: 3 });
    for (const trial of study.trials) {
      const scores = SEEDS.map((seed) => noisy(trial.params, { seed }));
      const interval = scoreInterval(trial);
      assert.deepEqual(interval?.scores, scores);
      assert.ok(Math.abs((trial.value ?? 0) - interval.mean) < 1e-12);
      assert.ok((interval.low ?? 1) < interval.mean && interval.mean < (interval.high ?? -1));
    }
  });

  it('has SciPy’s intervals and p-values', () => {
    for (const [scores, low, high, p] of golden.cases) {
      const reports = scores.map((value, i) => ({ epoch: i + 1, metrics: { loss: value } }));
      const interval = scoreInterval({ reports } as unknown as Trial, 'loss');
      assert.ok(Math.abs((interval?.low ?? NaN) - low) < 1e-8 * Math.abs(high - low));
      assert.ok(Math.abs((interval?.high ?? NaN) - high) < 1e-8 * Math.abs(high - low));
      assert.ok(Math.abs(pairedGreater(scores) - p) < 1e-8);
    }
    assert.equal(scoreInterval({ reports: [] } as unknown as Trial), null);
    const single = { reports: [{ epoch: 1, metrics: { value: 2 } }] } as unknown as Trial;
    assert.deepEqual(scoreInterval(single), { mean: 2, low: null, high: null, scores: [2] });
  });

  it('gives hopeless configurations up between seeds: a race saves half of the runs and keeps the best one', async () => {
    const runs = { none: 0, race: 0, wilcoxon: 0 };
    const best: number[] = [];
    for (const kind of ['none', 'race', 'wilcoxon'] as const) {
      const study = open({ kind });
      const counted: typeof noisy = (params, run) => {
        runs[kind]++;
        return noisy(params, run);
      };
      await optimize(study, overSeeds(counted, SEEDS), { trials: 40 });
      best.push(study.best?.number ?? -1);
      const pruned = study.trials.filter(({ state }) => state === 'pruned');
      for (const { value, reports, reason } of pruned) {
        const scores = reports.map(({ metrics }) => metrics['value'] ?? NaN);
        assert.ok(scores.length < SEEDS.length);
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        assert.ok(
          Math.abs((value ?? NaN) - mean) < 1e-12,
          'the sampler hears of the mean, not of the last seed',
        );
        assert.match(reason ?? '', /Worse than trial \d+, the best one \(p = /);
      }
    }
    assert.equal(runs.none, 200);
    assert.ok(runs.race < 110, `${runs.race} runs`);
    assert.ok(runs.race < runs.wilcoxon && runs.wilcoxon < 200, `${runs.wilcoxon} runs by ranks`);
    assert.equal(new Set(best).size, 1);
  });

  it('says what a group of seeds is', () => {
    assert.throws(() => overSeeds(noisy, []), /seeds: A group of seeds has at least one/);
    assert.throws(() => overSeeds(noisy, [1, 1]), /none twice/);
  });
});
