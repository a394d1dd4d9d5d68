import assert from 'node:assert/strict';
import type { Executor, PruneDecision, Task, TaskHooks } from 'sentilab/tuning';
import type { WorkerPayload } from './worker.ts';

const go: PruneDecision = { prune: false, reason: 'go on' };
export const hooks = (extra: Partial<TaskHooks> = {}): TaskHooks => ({ onReport: () => go, ...extra });
export const task = (payload: WorkerPayload, trialNumber = 0, attempt = 1): Task => ({
  trialNumber,
  attempt,
  runId: `t${trialNumber}-a${attempt}`,
  payload,
});

/** What every executor promises. */
export function executorConformance(
  name: string,
  open: (jobs: number) => Executor | Promise<Executor>,
): void {
  describe(`every executor: ${name}`, function () {
    this.timeout(60_000);
    let executor: Executor;
    beforeEach(async () => void (executor = await open(2)));
    afterEach(() => executor.close());

    it('passes reports on in order and returns the outcome', async () => {
      const heard: unknown[] = [];
      const outcome = await executor.run(
        task({ what: 'reports' }, 4),
        hooks({
          onStarted: () => heard.push('started'),
          onReport: (epoch, metrics) => (heard.push([epoch, metrics]), go),
        }),
      );
      assert.deepEqual(heard, ['started', [1, { value: 5 }], [2, { value: 6 }], [3, { value: 7 }]]);
      assert.deepEqual([outcome.state, outcome.value], ['finished', 4]);
    });

    it('carries the pruner’s word back to the handler', async () => {
      const outcome = await executor.run(
        task({ what: 'reports' }),
        hooks({ onReport: (epoch) => ({ prune: epoch === 2, reason: `at ${epoch}` }) }),
      );
      assert.deepEqual([outcome.state, outcome.reason], ['pruned', 'at 2']);
    });

    it('keeps NaN on its way', async () => {
      const seen: unknown[] = [];
      const outcome = await executor.run(
        task({ what: 'nan' }),
        hooks({ onReport: (_, { value }) => (seen.push(value), go) }),
      );
      assert.deepEqual([seen, outcome.value], [[NaN], NaN]);
    });

    it('rejects with what the handler threw', async () => {
      await assert.rejects(executor.run(task({ what: 'throw' }), hooks()), {
        name: 'RangeError',
        message: 'no such layer',
      });
      assert.equal((await executor.run(task({ what: 'reports' }, 1), hooks())).value, 1, 'and goes on');
    });

    it('aborts: before it begins, and while it runs', async () => {
      await assert.rejects(executor.run(task({ what: 'wait' }), hooks({ signal: AbortSignal.abort() })), {
        name: 'TaskAbortedError',
      });
      const controller = new AbortController();
      const run = executor.run(
        task({ what: 'wait' }),
        hooks({ signal: controller.signal, onReport: () => (setTimeout(() => controller.abort(), 20), go) }),
      );
      await assert.rejects(run, { name: 'TaskAbortedError' });
    });

    it('rejects with the coordinator’s own error when a report could not be taken', async () => {
      const error = new Error('disk full');
      const run = executor.run(
        task({ what: 'wait' }),
        hooks({
          onReport: () => {
            throw error;
          },
        }),
      );
      await assert.rejects(run, (thrown) => thrown === error);
    });

    it('runs no more at a time than its capacity', async () => {
      let running = 0;
      let most = 0;
      const counted = hooks({
        onStarted: () => (most = Math.max(most, ++running)),
        onReport: (epoch) => {
          if (epoch === 3) running--; // its last word
          return go;
        },
      });
      await Promise.all(
        Array.from({ length: 5 }, (_, i) => executor.run(task({ what: 'reports' }, i), counted)),
      );
      assert.equal(executor.capacity, 2);
      assert.ok(most <= 2, String(most));
    });

    it('gives up what runs when it is closed, and closes twice', async () => {
      const run = executor.run(
        task({ what: 'wait' }),
        hooks({ onReport: () => (setTimeout(() => void executor.close(), 10), go) }),
      );
      await assert.rejects(run, { name: 'TaskAbortedError' });
      await executor.close();
      await executor.close();
    });
  });
}
