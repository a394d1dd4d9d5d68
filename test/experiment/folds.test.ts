import assert from 'node:assert/strict';
import { defineExperiment } from 'sentilab/experiment';
import { planSweep, runExperiment } from 'sentilab/experiment/node';
import { ordered, space } from 'sentilab/tuning';
import { SMALL_CONFIG } from '../support/small-config.ts';
import { countingSweep } from './counting-sweep.ts';

const define = (trials: number) =>
  defineExperiment({
    name: 'folded',
    title: 'Cross-validated trials',
    config: SMALL_CONFIG,
    // The second trial does not learn (the grid begins with the last value): all of its folds are worse.
    space: space({ lr: ordered([1e-6, 0.03]) }),
    bind: { lr: 'training.learningRate' },
    samplers: [{ kind: 'grid' }],
    pruner: { kind: 'wilcoxon', startupSteps: 2, pThreshold: 0.26 },
    folds: 5,
    trials,
  });

describe('a sweep of cross-validated trials', function () {
  this.timeout(180_000);
  const { results, trained, effects, remove } = countingSweep('folds');
  const runs = () => results.readRuns('folded').runs.filter(({ study }) => study !== null);
  const folds = (trial: number) => runs().filter((run) => run.trial?.number === trial);
  after(remove);

  it('finds finished folds again when the trial was interrupted between two of them', async () => {
    const stop = new AbortController();
    const first = await runExperiment(
      define(1),
      effects({
        signal: stop.signal,
        onEvent: (event) => {
          if (event.kind === 'epoch' && event.epoch === 2) stop.abort();
        },
      }),
    );
    assert.equal(first.state, 'aborted');
    const before = folds(0).length;
    assert.ok(before >= 2 && before < 5, String(before));
    trained.length = 0;
    const outcome = await runExperiment(define(1), effects());
    assert.equal(trained.length, 5 - before);
    assert.equal(outcome.state, 'finished');
    const latest = folds(0).filter(({ run }) => run.attempt === 2);
    assert.deepEqual(latest.map(({ run }) => run.fold).sort(), [1, 2, 3, 4, 5]);
    assert.equal(latest.filter(({ reusedFrom }) => reusedFrom !== undefined).length, before);
  });

  it('has one record per fold, its own test part each, and their mean as the value of the trial', () => {
    const latest = folds(0).filter(({ run }) => run.attempt === 2);
    assert.equal(new Set(latest.map(({ data }) => data.split.fingerprint)).size, 5);
    assert.equal(new Set(latest.map(({ run }) => run.seed)).size, 5);
    const mean = latest.reduce((sum, { objective }) => sum + (objective.value ?? NaN), 0) / 5;
    const { samplers } = results.read('folded').comparison ?? {};
    assert.ok(Math.abs((samplers?.[0]?.best?.value ?? NaN) - mean) < 1e-12);
  });

  it('prunes a worse trial between two folds by the test of ranks, and it does not win', async () => {
    trained.length = 0;
    const outcome = await runExperiment(define(2), effects());
    assert.equal(trained.length, 2);
    const [, last] = folds(1).sort((a, b) => a.run.fold - b.run.fold);
    assert.ok(last?.outcome.kind === 'pruned');
    assert.match(last.outcome.reason, /Worse than trial 0, the best one \(p = 0\.250 over 2 folds\)/);
    assert.equal(outcome.comparison?.winner?.params['lr'], 0.03);
    const sampler = outcome.comparison.samplers[0];
    assert.deepEqual([sampler?.trials.finished, sampler?.trials.pruned], [1, 1]);
  });

  it('trains nothing when it is run again, and --why knows it', async () => {
    trained.length = 0;
    const plan = await planSweep(define(2), effects());
    assert.deepEqual([plan.studies[0]?.done, plan.studies[0]?.toRun], [2, 0]);
    assert.equal((await runExperiment(define(2), effects())).trialsRun, 0);
    assert.deepEqual(trained, []);
  });

  it('is another study than that of single trainings, and no comparison', () => {
    const definition = define(1);
    assert.equal(definition.folds, 5);
    assert.throws(
      () =>
        defineExperiment({
          name: 'folded',
          title: 'both',
          config: definition.config,
          space: space({ lr: ordered([0.1]), repeat: ordered([1, 2]) }),
          bind: { lr: 'training.learningRate', repeat: 'data.split.seed' },
          compare: { by: ['lr'], over: 'repeat' },
          folds: 5,
        }),
      /experiment\.folds: A trial is repeated in one way.*Leave out compare or folds/,
    );
  });
});
