import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { defineExperiment } from 'sentilab/experiment';
import { planSweep, runExperiment } from 'sentilab/experiment/node';
import { ordered, space } from 'sentilab/tuning';
import { SMALL_CONFIG } from '../support/small-config.ts';
import { countingSweep } from './counting-sweep.ts';

const define = (trials: number, seeds = 3) =>
  defineExperiment({
    name: 'seeded',
    title: 'Trials of several seeds',
    config: SMALL_CONFIG,
    // The grid begins with the last value; the other one does not learn.
    space: space({ lr: ordered([1e-6, 0.03]) }),
    bind: { lr: 'training.learningRate' },
    samplers: [{ kind: 'grid' }],
    seeds,
    trials,
  });

describe('a sweep of trials with several seeds', function () {
  this.timeout(120_000);
  const { results, trained, effects, remove } = countingSweep('seeds');
  const runsOf = (trial: number) =>
    results.readRuns('seeded').runs.filter((run) => run.trial?.number === trial);
  after(remove);

  it('judges a trial by the mean of its seeds, one record each on the same split, and keeps the best one’s model', async () => {
    const { comparison } = await runExperiment(define(1), effects());
    const runs = runsOf(0);
    assert.equal(runs.length, 3);
    assert.equal(new Set(runs.map(({ run }) => run.seed)).size, 3);
    assert.equal(new Set(runs.map(({ data }) => data.split.fingerprint)).size, 1);
    const values = runs.map(({ objective }) => objective.value ?? NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / 3;
    assert.ok(Math.abs((comparison?.winner?.value ?? NaN) - mean) < 1e-12);
    assert.equal(comparison?.winner?.runs, 3);
    const best = runs.find(({ objective }) => objective.value === Math.min(...values));
    assert.equal(comparison.winner.runId, best?.id);
    assert.ok(fs.existsSync(path.join(results.paths('seeded').folder, comparison.winner.model ?? '-')));
  });

  it('gives every trial the same seeds, and races it against the best trial: a hopeless one ends before its last seed', async () => {
    const outcome = await runExperiment(define(2), effects());
    const seeds = (trial: number) => runsOf(trial).map(({ run }) => run.seed);
    assert.equal(seeds(1).length, 2);
    assert.ok(seeds(1).every((seed) => seeds(0).includes(seed)));
    const reasons = runsOf(1).flatMap(({ outcome: end }) => (end.kind === 'pruned' ? [end.reason] : []));
    assert.match(reasons[0] ?? '', /Worse than trial 0, the best one \(p = 0\.0\d+ over 2 seeds\)/);
    assert.deepEqual(outcome.comparison?.samplers[0]?.trials, { finished: 1, pruned: 1, failed: 0 });
  });

  it('trains only what is new when a seed is added, and --why knows how much', async () => {
    trained.length = 0;
    const plan = await planSweep(define(1, 4), effects());
    assert.deepEqual([plan.studies[0]?.toRun, plan.studies[0]?.foundAgain], [1, 0]);
    await runExperiment(define(1, 4), effects());
    assert.equal(trained.length, 1);
    trained.length = 0;
    assert.equal((await runExperiment(define(1, 4), effects())).trialsRun, 0);
    assert.deepEqual(trained, []);
  });

  it('is one way of repeating a trial: not beside folds', () => {
    const { config } = define(1);
    const s = space({ lr: ordered([0.1, 0.2]) });
    const both = { name: 'both', title: 'both', config, space: s, bind: { lr: 'training.learningRate' } };
    assert.throws(
      () => defineExperiment({ ...both, samplers: [{ kind: 'grid' }], trials: 1, folds: 5, seeds: 3 }),
      /experiment\.seeds: A trial is repeated in one way.*Leave out folds or seeds/,
    );
  });
});
