import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import net from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The program, from `SENTILAB_REDIS_SERVER` or PATH; null when this machine has none. */
export function findRedisServer(): string | null {
  const program = process.env['SENTILAB_REDIS_SERVER'] ?? 'redis-server';
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0 ? program : null;
}

/** A Redis of one's own on a free port of this machine, with its data in a folder: it can be killed and started again. */
export class RedisServer {
  readonly port: number;
  readonly #program: string;
  readonly #folder: string;
  readonly #more: readonly string[];
  #child: ChildProcess | null = null;

  static async start(program: string, folder: string, more: readonly string[] = []): Promise<RedisServer> {
    const server = new RedisServer(program, folder, await freePort(), more);
    await server.start();
    return server;
  }

  private constructor(program: string, folder: string, port: number, more: readonly string[]) {
    this.#program = program;
    this.#folder = folder;
    this.port = port;
    this.#more = more;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder];
    const durable = ['--appendonly', 'yes', '--save', ''];
    this.#child = spawn(this.#program, [...settings, ...durable, ...this.#more], { stdio: 'ignore' });
    for (let i = 0; i < 200; i++) {
      if (await answers(this.port)) return;
      await sleep(25);
    }
    throw new Error(`redis-server did not start on port ${this.port}`);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
