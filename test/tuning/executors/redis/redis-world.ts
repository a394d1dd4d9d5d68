import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RedisExecutor, RedisWorker, WorkerProcessExecutor } from 'sentilab/tuning/node';
import type { LateWord, RedisExecutorOptions, RedisWorkerOptions } from 'sentilab/tuning/node';
import { findRedisServer, RedisServer } from '../../../../bin/drill/redis/redis-server.ts';

const program = findRedisServer();
if (program === null)
  console.log('      the Redis suite did not run: no redis-server here (apt-get install redis-server)');

/** What runs in a worker's own process. */
const module = path.join(import.meta.dirname, '..', 'worker.ts');

/** A Redis of the suite's own; whatever a test opens is closed after it. */
export class RedisWorld {
  readonly program: string;
  readonly late: LateWord[] = [];
  readonly returned: string[] = [];
  #server: RedisServer | null = null;
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-redis-'));
  readonly #opened: (() => Promise<unknown>)[] = [];

  constructor(program: string) {
    this.program = program;
  }

  get server(): RedisServer {
    if (!this.#server) throw new Error('Redis is not started');
    return this.#server;
  }

  async start(): Promise<void> {
    this.#server = await RedisServer.start(this.program, this.#folder);
  }

  async end(): Promise<void> {
    await this.server.kill();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async closeOpened(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((close) => close()));
    this.late.length = 0;
    this.returned.length = 0;
  }

  async coordinator(more: Partial<RedisExecutorOptions> = {}): Promise<RedisExecutor> {
    const executor = await RedisExecutor.connect({
      url: this.server.url,
      session: randomUUID(),
      jobs: 2,
      lookMs: 300,
      version: { lib: 'a' },
      onLate: (late) => this.late.push(late),
      onReturned: (_, reason) => this.returned.push(reason),
      ...more,
    });
    this.#opened.push(() => executor.close());
    return executor;
  }

  async worker(more: WorkerOptions = {}): Promise<RedisWorker> {
    const worker = await openWorker({ url: this.server.url, ...more });
    this.#opened.push(() => worker.close());
    return worker;
  }

  /** A worker as a process of its own, which can be killed. */
  workerProcess(): ChildProcess {
    const file = path.join(import.meta.dirname, 'worker-process.ts');
    const child = spawn(process.execPath, ['--import=tsx', file, this.server.url], { stdio: 'inherit' });
    this.#opened.push(async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.kill('SIGKILL')) await gone;
    });
    return child;
  }
}

type WorkerOptions = Partial<RedisWorkerOptions> & { readonly jobs?: number };

/** The worker of these tests. */
export async function openWorker({
  jobs = 1,
  ...more
}: WorkerOptions & { readonly url: string }): Promise<RedisWorker> {
  const executor = new WorkerProcessExecutor({ module, graceMs: 500, jobs });
  return RedisWorker.connect({
    id: randomUUID(),
    executor,
    version: { lib: 'a' },
    leaseMs: 1000,
    againMs: 500,
    ...more,
  });
}

/** A suite that has a Redis; on a machine without one it does not run. */
export function describeRedis(title: string, body: (world: RedisWorld) => void): void {
  if (program === null) return;
  describe(title, function () {
    this.timeout(20_000);
    const world = new RedisWorld(program);
    before(() => world.start());
    afterEach(() => world.closeOpened());
    body(world);
    after(() => world.end());
  });
}
