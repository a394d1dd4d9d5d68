import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  Study,
  TrialPruned,
  byRunStudy,
  float,
  optimize,
  optimizeByRun,
  relativeSpace,
  space,
} from 'sentilab/tuning';
import { Rng } from 'sentilab/random';
import { RandomSampler, fanova, writeOptunaJournal } from 'sentilab/tuning';
import type { SamplerConfig, Storage, TrialByRun } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';

/** Its minimum is 0: a plane for `sgd` whose momentum matters, a valley elsewhere that is a little higher. */
function loss(trial: TrialByRun): number {
  const x = trial.suggestFloat('x', -5, 5);
  const optimizer = trial.suggestCategorical('optimizer', ['adam', 'sgd', 'rmsprop']);
  if (optimizer !== 'sgd') return (x - 1) ** 2 + 0.5;
  return (x - 1) ** 2 + 4 * (trial.suggestFloat('momentum', 0, 0.99) - 0.9) ** 2;
}

async function search(
  seed: number,
  sampler: SamplerConfig = { kind: 'tpe' },
  { trials = 60, storage }: { trials?: number; storage?: Storage } = {},
): Promise<Study> {
  const study = byRunStudy({ seed, sampler, direction: 'minimize', ...(storage && { storage }) });
  await optimizeByRun(study, loss, { trials });
  return study;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('define-by-run', () => {
  it('gives a trial the parameters that it asked for, no other, and remembers with what range', async () => {
    const study = await search(1);
    for (const { params, dimensions } of study.trials) {
      assert.equal('momentum' in params, params['optimizer'] === 'sgd');
      assert.deepEqual(Object.keys(dimensions ?? {}).sort(), Object.keys(params).sort());
      assert.deepEqual(dimensions?.['x'], { kind: 'float', low: -5, high: 5, scale: 'linear' });
    }
  });

  it('learns: TPE beats random in the median of 10 seeds, and finds the branch of the minimum', async () => {
    const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
    const best = async (sampler: SamplerConfig): Promise<(Study['best'] & object)[]> =>
      Promise.all(seeds.map(async (seed) => (await search(seed, sampler)).best ?? assert.fail()));
    const [tpe, random] = [await best({ kind: 'tpe' }), await best({ kind: 'random' })];
    const [ours, theirs] = [tpe, random].map((trials) => median(trials.map(({ value }) => value)));
    assert.ok((ours ?? NaN) < (theirs ?? NaN) / 3, `${ours} against ${theirs}`);
    assert.ok(tpe.filter(({ params }) => params['optimizer'] === 'sgd').length >= 8);
  });

  for (const kind of ['random', 'sobol', 'tpe', 'gp', 'cmaes', 'auto'] as const)
    it(`gives the same trials for the same seed with ${kind}, also when it is stopped and opened again`, async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-by-run-'));
      try {
        const file = path.join(folder, 'journal.jsonl');
        const whole = await search(3, { kind }, { trials: 25 });
        for (const trials of [7, 13, 25]) {
          const storage = new JournalStorage(file);
          (await search(3, { kind }, { trials, storage })).close();
        }
        const again = await search(3, { kind }, { trials: 25, storage: new JournalStorage(file) });
        const params = (study: Study): unknown => study.trials.map((trial) => trial.params);
        assert.deepEqual(params(again), params(whole));
        again.close();
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });

  it('keeps what a trial had asked for before its process was lost', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-by-run-')), 'journal.jsonl');
    const open = (): Study =>
      byRunStudy({ seed: 1, direction: 'minimize', storage: new JournalStorage(file) });
    const study = open();
    study.ask();
    study.start(0, { attempt: 1, runId: 'r0' });
    const x = study.suggest(0, 'x', float(0, 1));
    assert.equal(study.suggest(0, 'x', float(0, 1)), x); // asked twice
    study.close();
    const again = open();
    assert.deepEqual(again.left()[0]?.params, { x });
    assert.equal(again.suggest(0, 'x', float(0, 1)), x);
    again.tell(0, { state: 'finished', value: 1 });
    assert.deepEqual(again.best?.params, { x });
    again.close();
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  it('takes enqueued values, and refuses one outside of the range, naming it', async () => {
    const study = byRunStudy({ seed: 1, direction: 'minimize' });
    study.enqueue({ x: 1, optimizer: 'sgd', momentum: 0.9 });
    study.enqueue({ x: 7 });
    await optimizeByRun(study, loss, { trials: 2 });
    assert.equal(study.trial(0).value, 0);
    assert.equal(study.trial(1).state, 'failed');
    assert.match(study.trial(1).error?.message ?? '', /trial 1\.x: .*outside of the range\. Got 7\./);
  });

  it('goes on beside failed, pruned and running trials, several at once', async () => {
    const study = byRunStudy({ seed: 2, direction: 'minimize' });
    await optimizeByRun(
      study,
      async (trial) => {
        await new Promise(setImmediate);
        if (trial.number % 5 === 3) throw new Error('before it asked for anything');
        const x = trial.suggestInt('x', 1, 64, { scale: 'log' });
        await new Promise(setImmediate);
        const deep = trial.suggestBoolean('deep');
        await trial.report(1, x);
        if (trial.number % 5 === 4) throw new TrialPruned();
        return x + (deep ? trial.suggestOrdered('layers', [1, 2, 4]) : 0);
      },
      { trials: 40, jobs: 4 },
    );
    const states = study.trials.map(({ state }) => state);
    assert.deepEqual(
      ['finished', 'pruned', 'failed'].map((state) => states.filter((one) => one === state).length),
      [24, 8, 8],
    );
    assert.ok((study.best?.value ?? Infinity) <= 2);
  });

  it('says what all trials have in common, for the analysis, and writes Optuna’s journal', async () => {
    const study = await search(4);
    const shared = relativeSpace(study.trials);
    assert.deepEqual(shared?.names, ['optimizer', 'x']);
    const found = fanova(shared, study.trials, 'minimize', new Rng(1));
    assert.equal(found?.importance[0]?.name, 'x');
    const lines = writeOptunaJournal(study).trim().split('\n');
    assert.equal(lines.length, 61);
    assert.match(lines[1] ?? '', /FloatDistribution/);
  });

  it('refuses a grid, a range that changes within a trial, a bad range, and a study with a space', async () => {
    assert.throws(
      () => byRunStudy({ seed: 1, sampler: { kind: 'grid' }, direction: 'minimize' }),
      /sampler\.kind: A grid needs/,
    );
    const study = byRunStudy({ seed: 1, direction: 'minimize' });
    study.ask();
    study.suggest(0, 'x', float(0, 1));
    assert.throws(() => study.suggest(0, 'x', float(0, 2)), /trial 0\.x: .*another range/);
    assert.throws(() => study.suggest(0, 'y', float(2, 1)), /y/);
    const s = space({ x: float(0, 1) });
    const fixed = new Study({ space: s, sampler: new RandomSampler(s, 1), direction: 'minimize' });
    await optimize(fixed, ({ x }) => x, { trials: 1 });
    fixed.ask();
    assert.throws(() => fixed.suggest(1, 'y', float(0, 1)), /The study has a space/);
  });
});
