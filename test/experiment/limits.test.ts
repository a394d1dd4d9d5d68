import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineExperiment } from 'sentilab/experiment';
import { Preparer, createTrialHandler, runExperiment, type SweepEffects } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { openResults } from 'sentilab/tracking/node';
import { InProcessExecutor, float, space, type TerminatorConfig } from 'sentilab/tuning';

const define = (name: string, trials: number, terminator?: TerminatorConfig) =>
  defineExperiment({
    name,
    title: 'A search with limits',
    config: {
      data: { source: { kind: 'synthetic', examples: 200 }, split: { seed: 1 } },
      text: { maxLength: 10 },
      embedding: { kind: 'random', dimensions: 4 },
      model: { kind: 'bilstm', units: 2 },
      training: { epochs: 1, batchSize: 32 },
    },
    space: space({ lr: float(1e-3, 1e-1, { scale: 'log' }) }),
    bind: { lr: 'training.learningRate' },
    samplers: [{ kind: 'random' }],
    pruner: { kind: 'none' },
    ...(terminator && { terminator }),
    trials,
  });

describe('limits of a sweep', function () {
  this.timeout(120_000);
  const results = openResults(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-limits-')));
  const preparer = new Preparer();
  const messages: string[] = [];
  const effects = (more: SweepEffects = {}): SweepEffects => ({
    results,
    preparer,
    executor: new InProcessExecutor(createTrialHandler(() => loadBackend(), preparer)),
    onEvent: (event) => {
      if (event.kind === 'message') messages.push(event.text);
    },
    ...more,
  });
  const trained = (name: string): number =>
    results.readRuns(name).runs.filter(({ study, outcome }) => study !== null && outcome.kind === 'finished')
      .length;
  after(() => fs.rmSync(results.root, { recursive: true, force: true }));

  it('ends a study by its terminator, says why, and goes on to a larger budget only by another one', async () => {
    const target = { kind: 'target', value: 10 } as const; // the first trial is as good as that
    const outcome = await runExperiment(define('target', 6, target), effects());
    assert.equal(outcome.state, 'finished');
    assert.equal(trained('target'), 1);
    assert.match(messages.at(-1) ?? '', /^random stops: \S/);
    await runExperiment(define('target', 3), effects());
    assert.equal(trained('target'), 3, 'without it the same study goes on');
  });

  it('begins no further trial when the time of a study is over; the same call goes on', async () => {
    await runExperiment(define('time', 4), effects({ timeout: 1e-3 }));
    const first = trained('time');
    assert.ok(first < 4, String(first));
    assert.match(messages.at(-1) ?? '', /^random stops: The study’s time .* is over/);
    await runExperiment(define('time', 4), effects());
    assert.equal(trained('time'), 4);
  });

  it('refuses a terminator that is none, by its field', () => {
    assert.throws(
      () => define('x', 1, { kind: 'no-improvement', trials: 0 }),
      /experiment.*terminator\.trials: .*Got 0/,
    );
  });
});
