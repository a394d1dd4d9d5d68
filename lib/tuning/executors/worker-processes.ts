import process from 'node:process';
import { TaskAbortedError } from '../executor.ts';
import type { Executor, Task, TaskHooks, TaskOutcome } from '../executor.ts';
import { Slots } from './slots.ts';
import { WorkerProcess } from './worker-process.ts';

export interface WorkerProcessOptions {
  /** Path of the worker's module: it ends with `serveTasks(handler)`. */
  readonly module: string;
  /** Workers at the same time. Default 1. They start when there is work and stay for the next task. */
  readonly jobs?: number;
  /** More environment for worker `index` (from 0): the threads it may use. Default none. */
  readonly env?: (index: number) => Readonly<Record<string, string>>;
  /** Node's own flags. Default `['--import=tsx']`, resolved from `cwd`. */
  readonly execArgv?: readonly string[];
  /** Default: the working directory. */
  readonly cwd?: string;
  /**
   * A working worker that says nothing for so long is taken for dead and killed. Training blocks its event loop for a
   * step or more at a time: be generous. Default 300,000 ms.
   */
  readonly silenceMs?: number;
  /** So long an aborted task has to end by itself before its worker is killed. Default 3,000 ms. */
  readonly graceMs?: number;
}

/** Runs tasks in worker processes of this machine: they compute in parallel, and a crash costs one attempt only. */
export class WorkerProcessExecutor implements Executor {
  readonly capacity: number;
  readonly #options: WorkerProcessOptions;
  readonly #slots: Slots;
  readonly #workers: (WorkerProcess | null)[];
  readonly #closing = new AbortController();

  constructor(options: WorkerProcessOptions) {
    this.#options = options;
    this.capacity = options.jobs ?? 1;
    this.#slots = new Slots(this.capacity);
    this.#workers = Array.from({ length: this.capacity }, () => null);
  }

  async run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const release = await this.#slots.take();
    try {
      if (hooks.signal?.aborted || this.#closing.signal.aborted)
        throw new TaskAbortedError(`The run ${task.runId} was given up before it began.`);
      return await this.#idleWorker().run(task, hooks);
    } finally {
      release();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#workers.map(async (worker) => worker?.end()));
  }

  /** Process ids of the living workers. */
  get pids(): number[] {
    return this.#workers.flatMap((worker) => (worker?.alive && worker.pid !== undefined ? [worker.pid] : []));
  }

  #idleWorker(): WorkerProcess {
    const index = this.#workers.findIndex((worker) => !worker?.busy);
    const known = this.#workers[index];
    if (known?.alive) return known;
    const {
      module,
      env,
      execArgv = ['--import=tsx'],
      cwd,
      silenceMs = 300_000,
      graceMs = 3000,
    } = this.#options;
    const worker = new WorkerProcess({
      module,
      execArgv,
      cwd: cwd ?? process.cwd(),
      env: { ...process.env, ...env?.(index), SENTILAB_COORDINATOR_PID: String(process.pid) },
      silenceMs,
      graceMs,
    });
    this.#workers[index] = worker;
    return worker;
  }
}
