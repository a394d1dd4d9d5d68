import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { evaluationReportSchema } from 'sentilab/evaluation';
import { getBackend } from 'sentilab/runtime/node';
import { sentences, trainToyModel } from '../../inference/toy-model.ts';

import { runCommandLine } from '../../support/command-line.ts';
describe('npm run evaluate', function () {
  this.timeout(180_000);
  let folder: string;
  let model: string;
  const held = sentences(60, 5);
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-evaluate-'));
    model = path.join(folder, 'toy');
    (await trainToyModel(model, await getBackend())).model.dispose();
    fs.cpSync(model, path.join(folder, 'twin'), { recursive: true });
    // Every tenth label is wrong, so that there is something to find.
    const rows = held.map(({ text, label }, i) => ({
      text,
      label: i % 10 === 0 ? 1 - label : label,
      stars: (i % 10) + 1,
    }));
    fs.writeFileSync(
      path.join(folder, 'held.csv'),
      ['text,label', ...rows.map(({ text, label }) => `"${text}",${label}`)].join('\n'),
    );
    fs.writeFileSync(path.join(folder, 'held.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
    fs.writeFileSync(
      path.join(folder, 'other.jsonl'),
      rows.map((row, i) => JSON.stringify({ ...row, text: `${row.text} number ${i}` })).join('\n'),
    );
    for (const [i, { text, label }] of held.entries()) {
      const place = path.join(folder, 'aclImdb', 'test', label === 1 ? 'pos' : 'neg');
      fs.mkdirSync(place, { recursive: true });
      fs.writeFileSync(path.join(place, `${i}_${label === 1 ? 9 : 2}.txt`), text);
    }
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  function evaluate(...args: readonly string[]): SpawnSyncReturns<string> {
    return runCommandLine(['evaluate', ...args], { env: { INIT_CWD: folder } });
  }

  it('measures a model on a CSV: the table, the JSON and the page tell the same', () => {
    const { status, stdout, stderr } = evaluate(
      model,
      '--data',
      path.join(folder, 'held.csv'),
      '--out',
      'out',
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Accuracy +90\.0 % {2}\[\d\d\.\d %, \d\d\.\d %\]$/m);
    assert.match(stdout, /toy gets 90\.0 % \[.*\] of 60 examples right\./);
    const report = evaluationReportSchema.parse(
      JSON.parse(fs.readFileSync(path.join(folder, 'out/evaluation.json'), 'utf8')),
    );
    assert.equal(report.models[0]?.metrics[0]?.value, 0.9);
    assert.deepEqual(report.models[0].confusion.counts, [
      [24, 0], // all wrong labels were negative ones, and are positive now
      [6, 30],
    ]);
    assert.match(fs.readFileSync(path.join(folder, 'out/evaluation.html'), 'utf8'), /toy gets 90\.0 %/);
  });

  it('reads the official folder where it lies, with ratings, and compares two models on it', () => {
    const { status, stdout, stderr } = evaluate(
      model,
      path.join(folder, 'twin'),
      '--data',
      'aclImdb',
      '--out',
      'official',
      '--json',
      '--resamples',
      '100',
    );
    assert.equal(status, 0, stderr);
    const report = evaluationReportSchema.parse(JSON.parse(stdout));
    assert.equal(report.data.name, 'imdb-test');
    assert.deepEqual(
      report.models.map(({ name, metrics }) => [name, metrics[0]?.value]),
      [
        ['toy', 1],
        ['twin', 1],
      ],
    );
    assert.deepEqual(
      report.models[0]?.slices.rating?.map(({ low, examples }) => [low, examples]),
      [
        [2, 30],
        [9, 30],
      ],
    );
    assert.equal(report.pairs[0]?.mcnemar.exact, 1);
  });

  it('chooses a threshold on other data, and never on those it is judged on', () => {
    const source = JSON.stringify({ kind: 'jsonl', file: path.join(folder, 'held.jsonl'), rating: 'stars' });
    const on = path.join(folder, 'other.jsonl');
    const chosen = evaluate(
      model,
      '--data',
      source,
      '--choose',
      'cost=1:5',
      '--on',
      on,
      '--out',
      'chosen',
      '--json',
    );
    assert.equal(chosen.status, 0, chosen.stderr);
    const { models } = evaluationReportSchema.parse(JSON.parse(chosen.stdout));
    assert.deepEqual(models[0]?.threshold.criterion, { kind: 'cost', falsePositive: 1, falseNegative: 5 });
    assert.equal(models[0].slices.rating?.length, 10);
    const same = evaluate(model, '--data', source, '--choose', 'f1', '--on', path.join(folder, 'held.csv'));
    assert.equal(same.status, 2);
    assert.match(same.stderr, /A threshold is not chosen on the data it is judged on: \d+ texts are in both/);
  });

  it('says what is wrong before it loads a model, with exit code 2', () => {
    const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [['--choose', 'recall'], /--choose: A threshold is chosen by.*Got "recall"/],
      [['--choose', 'cost=1'], /Write the two costs: cost=1:5/],
      [['--on', 'rt'], /Add --choose/],
      [['--data', 'rt', '--part', 'validation'], /Leave --data out/],
      [['--threshold', '2'], /number from 0 to 1/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = evaluate(model, ...args);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
    }
  });

  it('refuses data that are not there, and official parts of data that have none', () => {
    const missing = evaluate(model, '--data', path.join(folder, 'nothing.csv'));
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /There is no such file/);
    const part = evaluate(model, '--data', path.join(folder, 'held.csv'), '--part', 'test');
    assert.equal(part.status, 2);
    assert.match(part.stderr, /--part: Only the IMDB data have official parts/);
  });
});
