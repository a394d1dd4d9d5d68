import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTrialHandler, reproduceRun, runExperiment } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { openResults } from 'sentilab/tracking/node';
import { InProcessExecutor } from 'sentilab/tuning';
import comparison from '../fixtures/experiments/tiny-comparison.ts';

describe('a comparison that is run', function () {
  this.timeout(120_000);
  const results = openResults(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-comparison-')));

  it('trains every configuration in every repetition, pairs them by seed and split, and reports groups', async () => {
    const executor = new InProcessExecutor(createTrialHandler(() => loadBackend()));
    const outcome = await runExperiment(comparison, { results, executor });
    assert.equal(outcome.trialsRun, 4);
    const { runs } = results.readRuns('tiny-comparison');
    const searched = runs.filter(({ study }) => study !== null);
    for (const run of searched) assert.equal(run.data.split.sizes.train, 600);
    const seeds = new Map<unknown, Set<number>>();
    for (const { trial, run, data } of searched) {
      const repeat = trial?.params['repeat'];
      assert.equal(data.split.seed, repeat);
      seeds.set(repeat, (seeds.get(repeat) ?? new Set()).add(run.seed));
    }
    assert.deepEqual(
      [...seeds.values()].map(({ size }) => size),
      [1, 1],
    );
    const groups = outcome.comparison?.groups;
    assert.deepEqual(
      groups?.groups.map(({ params, n }) => [params['length'], n]),
      [
        ['whole', 2],
        ['short', 2],
      ],
    );
    assert.equal(groups.groups[1]?.difference?.n, 2);
    const html = fs.readFileSync(results.paths('tiny-comparison').reportFile, 'utf8');
    assert.match(html, /Configurations side by side/);
    assert.match(html, /data-figure="groups"/);
  });

  it('gives a run that can be had again bit by bit', async () => {
    const run = results.readRuns('tiny-comparison').runs.find(({ study }) => study !== null);
    const { identical, difference } = await reproduceRun(run?.id ?? '', { results });
    assert.ok(identical, JSON.stringify(difference));
  });
});
