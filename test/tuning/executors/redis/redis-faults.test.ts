import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PruneDecision } from 'sentilab/tuning';
import type { RedisWorker } from 'sentilab/tuning/node';
import { StallingProxy } from '../../../../bin/drill/redis/stalling-proxy.ts';
import { hooks, task } from '../conformance.ts';
import { describeRedis } from './redis-world.ts';

const go: PruneDecision = { prune: false, reason: '' };

describeRedis('A sweep over Redis', (world) => {
  it('gives a trial out again when its worker was killed with -9, until it has cost too many workers', async () => {
    const executor = await world.coordinator();
    const impatient = await world.coordinator({ maxLost: 1 });
    const first = world.workerProcess();
    const seen: number[] = [];
    const lost = impatient.run(task({ what: 'wait' }, 4), hooks());
    const kept = executor.run(
      task({ what: 'reports' }, 3),
      hooks({
        onReport: async (epoch) => {
          seen.push(epoch);
          if (epoch === 2) {
            first.kill('SIGKILL');
            await world.worker({ jobs: 2 });
          }
          return go;
        },
      }),
    );
    await assert.rejects(lost, { name: 'WorkerDiedError', message: /has lost 1 workers/ });
    const { value } = await kept;
    assert.deepEqual([value, seen], [3, [1, 2, 3]], 'no epoch is heard twice');
  });

  it('goes on after Redis was killed and started again, with what ran and with what waits', async () => {
    const executor = await world.coordinator({ jobs: 3 });
    await world.worker();
    const runs = [0, 1, 2].map((number) =>
      executor.run(
        task({ what: 'reports' }, number),
        hooks({
          onReport: async (epoch) => {
            if (number === 0 && epoch === 2) {
              await world.server.kill();
              await sleep(300);
              await world.server.start();
            }
            return go;
          },
        }),
      ),
    );
    const outcomes = await Promise.all(runs);
    assert.deepEqual(
      outcomes.map(({ value }) => value),
      [0, 1, 2],
    );
  });

  it('takes the second worker’s result after a pause longer than the lease, and records the late one', async () => {
    const executor = await world.coordinator();
    const proxy = await StallingProxy.start(world.server.port);
    await world.worker({ url: proxy.url });
    let heard = 0;
    const outcome = await executor.run(
      task({ what: 'lingers', ms: 400 }, 7),
      hooks({
        onReport: () => {
          heard++;
          setTimeout(() => {
            proxy.stall();
            void world.worker();
          }, 150);
          return go;
        },
      }),
    );
    proxy.resume();
    for (let i = 0; i < 100 && world.late.length === 0; i++) await sleep(50);
    const [late, ...more] = world.late;
    assert.deepEqual([outcome.value, heard, more], [7, 1, []]);
    assert.ok(late && late.token < late.current, JSON.stringify(late));
    assert.deepEqual([late.runId, late.what, late.value], ['t7-a1', 'result', 7]);
    await world.closeOpened();
    await proxy.close();
  });

  it('drains a worker: within its grace a trial ends, without one it is handed back at once', async () => {
    const executor = await world.coordinator();
    const patient = await world.worker({ leaseMs: 10_000 });
    const lingers = task({ what: 'lingers', ms: 300 }, 1);
    const kept = await executor.run(lingers, hooks({ onReport: () => (void patient.close(10_000), go) }));
    await patient.close();
    assert.deepEqual([kept.value, world.returned], [1, []]);

    const hasty = await world.worker({ leaseMs: 10_000 });
    const opening: Promise<RedisWorker>[] = [];
    const begun = performance.now();
    const moved = await executor.run(
      task({ what: 'lingers', ms: 600 }, 2),
      hooks({
        onReport: () => {
          void hasty.close();
          opening.push(world.worker({ leaseMs: 60_000 }));
          return go;
        },
      }),
    );
    await Promise.all(opening);
    assert.deepEqual([moved.value, world.returned], [2, ['its worker ends']]);
    assert.ok(performance.now() - begun < 15_000, 'nobody waited for a lease of a minute');
  });

  it('gives every trial one result while workers come and go', async () => {
    const executor = await world.coordinator({ jobs: 4 });
    let current = await world.worker({ leaseMs: 10_000 });
    let stop = false;
    const changing = (async () => {
      for (let i = 0; i < 3 && !stop; i++) {
        await sleep(300);
        const next = await world.worker({ leaseMs: 10_000 });
        await current.close();
        current = next;
      }
    })();
    const numbers = Array.from({ length: 8 }, (_, i) => i);
    const told = new Map<number, number>();
    await Promise.all(
      numbers.map(async (number) => {
        await executor.run(task({ what: 'lingers', ms: 150 }, number), hooks());
        told.set(number, (told.get(number) ?? 0) + 1);
      }),
    );
    stop = true;
    await changing;
    assert.deepEqual(
      [...told].sort(([a], [b]) => a - b),
      numbers.map((number) => [number, 1]),
    );
    assert.deepEqual(world.late, []);
  });

  it('ends although Redis is gone', async () => {
    const executor = await world.coordinator();
    const worker = await world.worker();
    await executor.run(task({ what: 'reports' }), hooks());
    await world.server.kill();
    await Promise.all([worker.close(), executor.close()]);
    await world.server.start();
  });
});
