import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBestModel } from 'sentilab/inference/node';
import type { Prediction } from 'sentilab/inference';
import { getBackend } from 'sentilab/runtime/node';
import { compareRuns } from 'sentilab/tracking';
import { openResults } from 'sentilab/tracking/node';
import { runCommandLine } from '../support/command-line.ts';
import { makeRecords } from '../support/records.ts';
import { trainToyModel } from './toy-model.ts';

describe('npm run predict', function () {
  this.timeout(120_000);
  let folder: string;
  let results: string;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-predict-'));
    results = path.join(folder, 'results');
    (await trainToyModel(path.join(folder, 'model'), await getBackend())).model.dispose();
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  function predict(args: readonly string[], input = ''): SpawnSyncReturns<string> {
    return runCommandLine(['predict', ...args], { input });
  }

  /** Writes an experiment whose winner's model lies at `model`, compared so many seconds ago. */
  function writeExperiment(name: string, model: string, secondsAgo: number): void {
    const store = openResults(results);
    const records = makeRecords({ experiment: name, samplers: ['random'], trials: 2 });
    records.forEach((record) => store.writeRun(record));
    const comparison = compareRuns(records, { experiment: name });
    assert.ok(comparison.winner);
    store.writeComparison({ ...comparison, winner: { ...comparison.winner, model } });
    const time = Date.now() / 1000 - secondsAgo;
    fs.utimesSync(store.paths(name).comparisonFile, time, time);
  }

  it('says label and confidence of a text, and warns of an empty one', () => {
    const { status, stdout, stderr } = predict(['a lovely film', '', '--model', path.join(folder, 'model')]);
    assert.equal(status, 0, stderr);
    const [first, second] = stdout.split('\n');
    assert.match(first ?? '', /^positive +\d+\.\d % {2}a lovely film$/);
    assert.match(second ?? '', /\(The text holds no word: the answer means nothing\.\)$/);
  });

  it('reads lines from standard input and prints one JSON object for each, in order', () => {
    const lines = Array.from({ length: 150 }, (_, i) => `a ${i % 3 === 0 ? 'dull' : 'lovely'} film ${i}`);
    const { status, stdout, stderr } = predict(
      ['--json', '--model', path.join(folder, 'model')],
      `${lines.join('\n')}\n`,
    );
    assert.equal(status, 0, stderr);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Prediction & { text: string });
    assert.deepEqual(
      answers.map(({ text }) => text),
      lines,
    );
    assert.ok(answers.every(({ label }, i) => label === (i % 3 === 0 ? 'negative' : 'positive')));
  });

  it('asks the winner of the experiment that was compared last when no model is named', () => {
    for (const name of ['older', 'newer']) {
      const kept = path.join(results, name, 'artifacts', 'run', 'model');
      fs.cpSync(path.join(folder, 'model'), kept, { recursive: true });
    }
    writeExperiment('newer', 'artifacts/run/model', 10);
    writeExperiment('older', 'artifacts/run/model', 1000);
    assert.equal(findBestModel(results).folder, path.join(results, 'newer', 'artifacts', 'run', 'model'));
    const { status, stdout, stderr } = predict(['a dull film', '--results', results]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^negative/);
  });

  it('never leaves the experiment’s folder for a model', () => {
    writeExperiment('newest', '../older/artifacts/run/model', 0);
    assert.equal(findBestModel(results).experiment, 'newer');
  });

  it('says what to do when there is no model, with exit code 2 and no stack trace', () => {
    const none = predict(['a film', '--results', path.join(folder, 'nothing')]);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /^Error: --model: There is no trained model yet\..*Run `npm run sweep` first/);
    assert.equal(none.stderr.trimEnd().split('\n').length, 1);
    const wrong = predict(['a film', '--model', path.join(folder, 'nothing')]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /No model here: there is no model\.json/);
  });
});
