import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withOverrides } from 'sentilab/experiment';
import { createTrialHandler, runExperiment } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { openResults } from 'sentilab/tracking/node';
import { InProcessExecutor } from 'sentilab/tuning';
import tiny from '../../fixtures/experiments/tiny.ts';
import { commandLine, runCommandLine } from '../../support/command-line.ts';
import { describeRedis } from '../../tuning/executors/redis/redis-world.ts';

describe('the worker command', () => {
  it('names a missing address, and a Redis that is not there', () => {
    const missing = runCommandLine(['worker'], { env: { SENTILAB_REDIS: '' } });
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /address of Redis is missing.*npm run worker -- redis:\/\/localhost:6379/);
    const nobody = runCommandLine(['sweep', 'quick', '--workers', 'redis://127.0.0.1:1']);
    assert.equal(nobody.status, 1);
    assert.match(nobody.stderr, /No Redis answers at redis:\/\/127\.0\.0\.1:1.*redis-server/);
  });
});

describeRedis('a sweep with --workers', (world) => {
  it('trains on a worker what it would have trained here, bit by bit; the worker ends when it is told to', async function () {
    this.timeout(60_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-workers-'));
    const { url } = world.server;
    const worker = spawn(...commandLine(['worker', url]));
    const ended = new Promise<number | null>((resolve) => worker.once('exit', resolve));
    const there = openResults(path.join(folder, 'there'));
    const here = openResults(path.join(folder, 'here'));
    try {
      const sweep = runCommandLine([
        ...['sweep', 'test/fixtures/experiments/tiny.ts', '--sampler', 'random', '--trials', '2'],
        ...['--workers', url, '--results', path.join(folder, 'there')],
      ]);
      assert.equal(sweep.status, 0, sweep.stderr);
      worker.kill('SIGTERM');
      assert.equal(await ended, 0);
      const executor = new InProcessExecutor(createTrialHandler(() => loadBackend()));
      const definition = withOverrides(tiny, { samplers: ['random'], trials: 2 });
      await runExperiment(definition, { results: here, executor });
      const weights = (results: typeof here): unknown[] =>
        results.readRuns('tiny').runs.map(({ id, weightsSha256 }) => [id, weightsSha256]);
      assert.equal(weights(there).length, 3);
      assert.deepEqual(weights(there), weights(here));
    } finally {
      worker.kill('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
