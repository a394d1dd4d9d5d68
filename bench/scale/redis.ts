import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { InProcessExecutor, type TaskHandler } from 'sentilab/tuning';
import { RedisExecutor, RedisWorker } from 'sentilab/tuning/node';
import { findRedisServer, RedisServer } from '../../bin/drill/redis/redis-server.ts';

/** What the way over Redis allows when trials take no time at all; coordinator, workers and Redis share this machine. */
export interface RedisRate {
  readonly trialsPerSecond: number;
  /** CPU time of coordinator and worker together. */
  readonly cpuMsPerTrial: number;
  /** Messages between workers and coordinator, both ways. */
  readonly messagesPerSecond: number;
  /** What Redis holds for a trial that waits. */
  readonly bytesPerTrial: number;
}

const EPOCHS = 3;
/** About as large as a training's task of this project. */
const PAYLOAD = { kind: 'train', config: 'x'.repeat(2000) };

/** null: there is no redis-server here. */
export async function redisRate(trials: number, workers: number): Promise<RedisRate | null> {
  const program = findRedisServer();
  if (program === null) return null;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-scale-'));
  const server = await RedisServer.start(program, folder);
  const { Redis } = await import('ioredis');
  const client = new Redis(server.url);
  const memory = async (): Promise<number> =>
    Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1] ?? NaN);
  const executor = await RedisExecutor.connect({ url: server.url, session: randomUUID(), jobs: trials });
  const opened: RedisWorker[] = [];
  try {
    const empty = await memory();
    const runs = Array.from({ length: trials }, (_, trialNumber) =>
      executor.run(
        { trialNumber, attempt: 1, runId: `t${trialNumber}`, payload: PAYLOAD },
        { onReport: () => ({ prune: false, reason: '' }) },
      ),
    );
    while ((await client.llen('sentilab:trials:wait')) < trials) await new Promise(setImmediate);
    const bytesPerTrial = ((await memory()) - empty) / trials;
    const begun = performance.now();
    const before = process.cpuUsage();
    for (let i = 0; i < workers; i++) {
      const work = new InProcessExecutor(handler, { jobs: 8 });
      opened.push(await RedisWorker.connect({ url: server.url, id: randomUUID(), executor: work }));
    }
    await Promise.all(runs);
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(before);
    return {
      trialsPerSecond: trials / seconds,
      cpuMsPerTrial: (user + system) / 1000 / trials,
      messagesPerSecond: (2 * (EPOCHS + 2) * trials) / seconds,
      bytesPerTrial,
    };
  } finally {
    await Promise.all([executor.close(), ...opened.map((worker) => worker.close())]);
    client.disconnect();
    await server.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const handler: TaskHandler = async (task, { report }) => {
  for (let epoch = 1; epoch <= EPOCHS; epoch++) await report(epoch, { value: task.trialNumber });
  return { state: 'finished', value: task.trialNumber };
};
