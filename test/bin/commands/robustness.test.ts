import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RobustnessReport } from 'sentilab/augment';
import { loadDataset } from 'sentilab/data/node';
import { saveModelFolder } from 'sentilab/models/node';
import { getBackend } from 'sentilab/runtime/node';
import { trainToyModel } from '../../inference/toy-model.ts';

import { runCommandLine } from '../../support/command-line.ts';
describe('robustness and augment commands', function () {
  this.timeout(120_000);
  let folder: string;
  let model: string;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-robustness-'));
    model = path.join(folder, 'run', 'model');
    const { saved, model: trained } = await trainToyModel(path.join(folder, 'toy'), await getBackend());
    trained.dispose();
    // The toy's weights under the name of a model of rt: it answers badly, but to the right texts.
    const { fingerprint } = await loadDataset('rt');
    saveModelFolder(model, {
      ...saved,
      config: { ...saved.config, data: { source: 'rt', split: { seed: 1 } } },
      data: { name: 'rt', fingerprint, splitFingerprint: null },
    });
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): SpawnSyncReturns<string> => runCommandLine(args);

  it('prints the table of a model’s test texts and writes JSON and page beside it', () => {
    const { status, stdout, stderr } = run(
      'robustness',
      model,
      '--limit',
      '40',
      '--corruptions',
      'typos,swap',
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /40 texts/);
    assert.match(stdout, /keyboard typos +\d+\.\d ± \d+\.\d +\(5 %\)/);
    assert.match(stdout, /test part of rt/);
    assert.match(stderr, /8\/8 swap, strength 4/);
    const report = JSON.parse(
      fs.readFileSync(path.join(folder, 'run', 'robustness.json'), 'utf8'),
    ) as RobustnessReport;
    assert.equal(report.rows.length, 8);
    assert.equal(report.examples, 40);
    const page = fs.readFileSync(path.join(folder, 'run', 'robustness.html'), 'utf8');
    assert.ok(page.includes('keyboard typos') && page.includes('data-figure="robustness"'));
  });

  it('refuses a misspelt corruption before it loads a model, and a model without its data', () => {
    const misspelt = run('robustness', model, '--corruptions', 'typo');
    assert.equal(misspelt.status, 2);
    assert.match(misspelt.stderr, /no such corruption.*Did you mean "typos"/);
    const dataless = run('robustness', path.join(folder, 'toy'));
    assert.equal(dataless.status, 2);
    assert.match(dataless.stderr, /does not say which data it was trained on.*npm run sweep/);
  });

  it('shows what augmenters make of a text, each on a line', () => {
    const { status, stdout } = run(
      'augment',
      'show',
      "It isn't a long film about the city and the people who live in it",
      '--augmenters',
      'wordnet,contractions,aeda',
      '--json',
    );
    assert.equal(status, 0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { augmenter: string; text?: string });
    assert.deepEqual(
      lines.map(({ augmenter }) => augmenter),
      ['wordnet', 'aeda', 'contractions'],
    );
    assert.equal(lines[2]?.text, 'It is not a long film about the city and the people who live in it');
  });

  it('lets a model vote on the labels of new texts', () => {
    const { status, stdout, stderr } = run(
      'augment',
      'check',
      '--model',
      model,
      '--part',
      'test',
      '--texts',
      '30',
      '--augmenters',
      'swap,typos',
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /swap +\d+\.\d % of 30 keep their label/);
    assert.match(stdout, /typos .*refused of \d+: /);
  });
});
