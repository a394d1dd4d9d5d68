import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { SweepEvent } from 'sentilab/experiment';
import { createTrialHandler, crossValidate, reproduceRun } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { openResults } from 'sentilab/tracking/node';
import { runRecordJsonSchema } from 'sentilab/tracking';
import { InProcessExecutor } from 'sentilab/tuning';
import tiny from '../fixtures/experiments/tiny.ts';

const small = {
  name: 'folds',
  folds: 3,
  config: { ...tiny.config, training: { epochs: 1, batchSize: 256 } },
};

describe('crossValidate', function () {
  this.timeout(300_000);
  const results = openResults(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-folds-')));
  const effects = (more = {}) => ({
    results,
    executor: new InProcessExecutor(createTrialHandler(() => loadBackend())),
    ...more,
  });

  it('stops at the signal and keeps the folds that finished', async () => {
    const stop = new AbortController();
    const onEvent = ({ kind }: SweepEvent): void => {
      if (kind === 'trial-ended') stop.abort();
    };
    const { state, foldsRun, result } = await crossValidate(small, effects({ signal: stop.signal, onEvent }));
    assert.deepEqual([state, foldsRun, result.folds], ['aborted', 1, [1]]);
  });

  it('goes on with the folds that are left: one valid record each, tested on other examples, beside NB-SVM', async () => {
    const { state, foldsRun, result, comparison } = await crossValidate(small, effects());
    assert.deepEqual([state, foldsRun, result.folds], ['finished', 2, [1, 2, 3]]);
    const { runs, problems } = results.readRuns('folds');
    assert.deepEqual(problems, []);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(runRecordJsonSchema());
    for (const run of runs) assert.ok(validate(run), JSON.stringify(validate.errors));
    const own = runs.filter(({ study }) => study !== null);
    assert.deepEqual(own.map(({ run }) => run.fold).sort(), [1, 2, 3]);
    const tested = own.map(({ data }) => data.split.sizes.test);
    assert.equal(
      tested.reduce((sum, size) => sum + size, 0),
      8530,
    );
    assert.equal(result.baseline?.name, 'nbsvm');
    assert.equal(result.baseline?.differences.find(({ metric }) => metric === 'test/accuracy')?.n, 3);
    assert.match(comparison.verdict, /^The mean of 3 folds/);
    assert.equal(results.readExperiment('folds')?.state, 'finished');
  });

  it('trains nothing when every fold has its record', async () => {
    const { foldsRun, result } = await crossValidate(small, effects());
    assert.deepEqual([foldsRun, result.metrics.find(({ metric }) => metric === 'test/accuracy')?.n], [0, 3]);
  });

  it('gives folds that can be had again bit by bit', async () => {
    const fold = results.readRuns('folds').runs.find(({ run, study }) => study !== null && run.fold === 2);
    const { identical, difference } = await reproduceRun(fold?.id ?? '', { results });
    assert.ok(identical, JSON.stringify(difference));
  });
});
