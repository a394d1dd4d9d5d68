import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { openResults } from 'sentilab/tracking/node';
import { killDrill } from '../../bin/drill/kill-sweep.ts';

describe('kill -9 during a sweep', function () {
  this.timeout(300_000);

  it('loses, doubles and leaves nothing, and no worker outlives its coordinator by 2 s', async function () {
    if (process.platform !== 'linux') this.skip();
    const resultsRoot = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-'));
    const lines: string[] = [];
    const report = await killDrill({
      root: projectRoot(),
      experiment: 'test/fixtures/experiments/tiny.ts',
      experimentName: 'tiny',
      resultsRoot,
      args: ['--jobs', '2', '--sampler', 'random,tpe'],
      trials: 4,
      studies: 2,
      kills: 4,
      longest: 5000,
      rng: new Rng(11),
      log: (line) => lines.push(line),
    });
    const { lost, doubled, leftRunning, survivingWorkers, kills, exitCode } = report;
    assert.deepEqual(
      { lost, doubled, leftRunning, survivingWorkers, kills, exitCode },
      {
        lost: [],
        doubled: [],
        leftRunning: 0,
        survivingWorkers: 0,
        kills: { coordinator: 2, group: 2 },
        exitCode: 0,
      },
      lines.join('\n'),
    );
    assert.ok(report.trials >= 8);
    assert.ok(report.restartDelays.length >= 1 && report.restartDelays.length <= 4);
    assert.ok(report.restartDelays.every((delay) => delay > 0 && delay < 300_000));
    assert.equal(openResults(resultsRoot).readExperiment('tiny')?.state, 'finished');
    fs.rmSync(resultsRoot, { recursive: true, force: true });
  });
});
