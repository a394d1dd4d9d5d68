import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Executor } from 'sentilab/tuning';
import { FailureError } from 'sentilab/errors';
import { RedisExecutor, type RedisWorker, type RedisWorkerEvent } from 'sentilab/tuning/node';
import { RedisServer } from '../../../../bin/drill/redis/redis-server.ts';
import { executorConformance, hooks, task } from '../conformance.ts';
import { describeRedis, openWorker } from './redis-world.ts';

describeRedis('Redis workers', (world) => {
  const workers: RedisWorker[] = [];
  before(async () => {
    const { url } = world.server;
    for (let i = 0; i < 2; i++) workers.push(await openWorker({ url }));
  });
  after(() => Promise.all(workers.map((worker) => worker.close())));

  executorConformance('Redis workers', (jobs): Promise<Executor> => world.coordinator({ jobs }));

  it('gives out again what Redis has lost', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(world.server.url);
    const executor = await world.coordinator();
    const outcome = await executor.run(
      task({ what: 'reports', epochs: 4 }, 6),
      hooks({
        onReport: async (epoch) => {
          if (epoch === 2) await client.flushall();
          return { prune: false, reason: '' };
        },
      }),
    );
    client.disconnect();
    assert.equal(outcome.value, 6);
  });

  it('fails a run whose worker process dies, with its last words', async () => {
    const executor = await world.coordinator();
    await assert.rejects(executor.run(task({ what: 'exit' }), hooks()), {
      name: 'WorkerDiedError',
      message: /terminate called after throwing bad_alloc/,
    });
  });
});

describeRedis('The coordinator', (world) => {
  it('is told everything twice, some of it late, and counts it once', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(world.server.url);
    const executor = await world.coordinator({
      session: 'twice',
      version: { lib: 'nobody’s' },
      lookMs: 60_000,
    });
    const said = { runId: 't9-a1', inbox: 'sentilab:inbox:nobody', ask: 1 };
    const say = async (token: number, news: object): Promise<void> => {
      const word = JSON.stringify({ ...said, token, news });
      for (let i = 0; i < 2; i++) await client.xadd('sentilab:inbox:twice', '*', 'm', word);
    };
    const result = (value: number) => ({ type: 'result', outcome: { state: 'finished', value } });
    const heard: string[] = [];
    const run = executor.run(
      task({ what: 'wait' }, 9),
      hooks({
        onStarted: () => heard.push('started'),
        onReport: (epoch, { value }) => (heard.push(`${epoch}: ${value}`), { prune: false, reason: '' }),
      }),
    );
    await say(1_000_001, { type: 'begin' });
    await say(1_000_001, { type: 'report', epoch: 1, metrics: { value: 5 } });
    await say(1_000_001, { type: 'returned', reason: 'its worker ends' });
    await say(2_000_001, { type: 'report', epoch: 1, metrics: { value: 6 } });
    await say(1_000_001, result(1));
    await say(2_000_001, result(2));
    await say(3_000_001, result(3));
    assert.equal((await run).value, 2);
    for (let i = 0; i < 100 && world.late.length < 2; i++) await sleep(20);
    client.disconnect();
    assert.deepEqual(heard, ['started', '1: 5']);
    assert.deepEqual(
      world.late.map(({ token, current, value }) => [token, current, value]),
      [
        [1_000_001, 2_000_001, 1],
        [3_000_001, 2_000_001, 3],
      ],
    );
    assert.equal(world.returned.filter((reason) => reason === 'its worker ends').length, 1);
  });
});

describeRedis('What Redis workers refuse', (world) => {
  it('a coordinator with other code, and say which; the task goes to the next worker', async () => {
    const executor = await world.coordinator();
    const other = await world.worker({ version: { lib: 'b' } });
    const run = executor.run(task({ what: 'reports' }, 1), hooks());
    await assert.rejects(other.refused, /not the coordinator’s version: lib b instead of a/);
    await other.close();
    await world.worker();
    assert.equal((await run).value, 1);
    assert.match(world.returned.join(), /lib b instead of a/, 'the sweep hears of it too');
  });

  it('tasks that do not fit this machine, and hand them back', async () => {
    const executor = await world.coordinator();
    const check = (): Promise<void> => Promise.reject(new FailureError('Other data.'));
    const other = await world.worker({ check });
    const run = executor.run(task({ what: 'reports' }, 1), hooks());
    await assert.rejects(other.refused, /Other data/);
    await other.close();
    await world.worker();
    assert.equal((await run).value, 1);
  });

  it('tasks of a sweep that is gone', async () => {
    const { Queue } = await import('bullmq');
    const queue = new Queue('trials', { connection: { url: world.server.url }, prefix: 'sentilab' });
    const inbox = 'sentilab:inbox:of-yesterday';
    const left = new Promise<RedisWorkerEvent>((resolve) => {
      void world.worker({ orphanMs: 200, onEvent: resolve });
    });
    const job = { inbox, version: { lib: 'a' }, generation: 1, task: task({ what: 'wait' }) };
    await queue.add('trial', { text: JSON.stringify(job) });
    const event = await left;
    assert.ok(event.type === 'left' && event.reason.includes('its sweep has ended'), JSON.stringify(event));
    await queue.close();
  });

  it('messages of another version of the protocol', async () => {
    const { Queue } = await import('bullmq');
    const queue = new Queue('trials', { connection: { url: world.server.url }, prefix: 'sentilab' });
    const worker = await world.worker();
    await queue.add('trial', { text: '{"from":"the future"}' });
    await assert.rejects(worker.refused, /speaks another language/);
    await queue.close();
  });
});

describeRedis('Connecting to Redis', (world) => {
  const connect = (url: string) => RedisExecutor.connect({ url, session: 's' });

  it('names what is wrong with an address, and a Redis that is not there', async () => {
    await assert.rejects(connect('http://localhost:6379'), /Not the address of a Redis server/);
    await assert.rejects(connect('redis://127.0.0.1:1'), /No Redis answers at redis:\/\/127\.0\.0\.1:1/);
  });

  it('names a refused password without showing it', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-redis-'));
    const guarded = await RedisServer.start(world.program, folder, ['--requirepass', 'right']);
    try {
      await assert.rejects(connect(guarded.url.replace('//', '//:wrong@')), (error: Error) => {
        assert.match(error.message, /Redis refuses the password/);
        return !error.message.includes('wrong');
      });
      await assert.rejects(connect(guarded.url), /Redis refuses the password/);
    } finally {
      await guarded.kill();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
