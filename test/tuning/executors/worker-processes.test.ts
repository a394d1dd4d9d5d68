import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStartTime } from 'sentilab/files/node';
import type { PruneDecision } from 'sentilab/tuning';
import { WorkerProcessExecutor } from 'sentilab/tuning/node';
import type { WorkerProcessOptions } from 'sentilab/tuning/node';
import { executorConformance, hooks, task } from './conformance.ts';

const module = path.join(import.meta.dirname, 'worker.ts');
const open = (options: Partial<WorkerProcessOptions> = {}): WorkerProcessExecutor =>
  new WorkerProcessExecutor({ module, graceMs: 500, ...options });
const go: PruneDecision = { prune: false, reason: '' };
const gone = (pid: number): boolean => processStartTime(pid) === null;

async function within(milliseconds: number, isTrue: () => boolean): Promise<number> {
  const begin = performance.now();
  while (!isTrue()) {
    assert.ok(performance.now() - begin < milliseconds, `not within ${milliseconds} ms`);
    await sleep(20);
  }
  return performance.now() - begin;
}

executorConformance('worker processes', (jobs) => open({ jobs }));

describe('WorkerProcessExecutor', function () {
  this.timeout(60_000);

  it('keeps a worker for the next task, and lets it end on close', async () => {
    const executor = open();
    const first = await executor.run(task({ what: 'reports' }, 0), hooks());
    const second = await executor.run(task({ what: 'reports' }, 1), hooks());
    assert.equal(first.output, second.output);
    const [pid] = executor.pids;
    assert.equal(pid, first.output);
    await executor.close();
    assert.ok(gone(pid ?? 0));
    assert.deepEqual(executor.pids, []);
  });

  it('computes in parallel, each worker with its own environment', async () => {
    const executor = open({ jobs: 2, env: (index) => ({ TF_NUM_INTRAOP_THREADS: String(index + 1) }) });
    const outcomes = await Promise.all([0, 1].map((n) => executor.run(task({ what: 'env' }, n), hooks())));
    assert.deepEqual(outcomes.map(({ value }) => value).sort(), [1, 2]);
    await executor.close();
  });

  it('names how a worker died, with its last words, and starts another', async () => {
    const executor = open();
    await assert.rejects(executor.run(task({ what: 'exit' }), hooks()), {
      name: 'WorkerDiedError',
      message:
        /The worker process \d+ ended with exit code 134\. Its last words: terminate called after throwing bad_alloc/,
    });
    assert.equal((await executor.run(task({ what: 'reports' }, 3), hooks())).value, 3);
    await executor.close();
  });

  it('rejects the task of a worker killed with -9 in the middle', async () => {
    const executor = open();
    const run = executor.run(
      task({ what: 'wait' }),
      hooks({ onReport: () => (process.kill(executor.pids[0] ?? 0, 'SIGKILL'), go) }),
    );
    await assert.rejects(run, { name: 'WorkerDiedError', message: /was ended by SIGKILL/ });
    await executor.close();
  });

  it('kills a worker that gives no sign of life for too long', async () => {
    const executor = open({ silenceMs: 1500 });
    await executor.run(task({ what: 'reports' }), hooks()); // started and warm
    await assert.rejects(executor.run(task({ what: 'silent' }), hooks()), {
      name: 'WorkerDiedError',
      message: /gave no sign of life for \d+ s and was killed/,
    });
    await executor.close();
  });

  it('kills a worker that does not heed an abort, after the grace time', async () => {
    const executor = open();
    const controller = new AbortController();
    const run = executor.run(
      task({ what: 'busy' }),
      hooks({ signal: controller.signal, onReport: () => (setTimeout(() => controller.abort(), 200), go) }),
    );
    const pid = await within(20_000, () => executor.pids.length > 0).then(() => executor.pids[0] ?? 0);
    await assert.rejects(run, { name: 'TaskAbortedError' });
    assert.ok(gone(pid));
    await executor.close();
  });

  for (const [what, state] of [
    ['wait', 'idle between two steps'],
    ['busy', 'busy without a turn of the event loop'],
  ] as const)
    it(`ends a worker within 2 s of its coordinator’s kill -9, ${state}`, async () => {
      const coordinator = spawn(
        process.execPath,
        ['--import=tsx', path.join(import.meta.dirname, 'coordinator.ts'), what],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const pid = Number(await new Promise<Buffer>((resolve) => coordinator.stdout.once('data', resolve)));
      assert.ok(pid > 0 && !gone(pid));
      await sleep(100); // the worker goes on into its loop
      coordinator.kill('SIGKILL');
      const milliseconds = await within(2000, () => gone(pid));
      assert.ok(milliseconds < 2000);
    });
});
