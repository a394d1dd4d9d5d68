import os from 'node:os';
import { Piscina } from 'piscina';
import { UserError } from '../errors/index.ts';
import { projectRoot } from '../files/node.ts';
import { moduleToRun } from '../modules/node.ts';

export interface ThreadPoolOptions {
  /**
   * The module that does the work, as a path inside the project: `lib/data/encode/encode-worker.ts`. It needs a default
   * export, also when other functions are called by name: piscina loads the module by it.
   */
  readonly module: string;
  /** Default: the cores of this machine. */
  readonly threads?: number;
  /** Given to every worker once, as `workerData` of piscina; keep what is large in a SharedArrayBuffer. */
  readonly workerData?: unknown;
}

/** Threads that run the functions a module exports. Results do not depend on which thread ran what. */
export interface ThreadPool {
  readonly threads: number;
  /**
   * Calls an exported function of the module with one argument that can be cloned (`default` when `name` is left out).
   *
   * @throws what the function threw
   */
  run<Result>(
    argument: unknown,
    options?: { readonly name?: string; readonly signal?: AbortSignal },
  ): Promise<Result>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/**
 * A pool of worker threads over TypeScript sources.
 *
 * @throws UserError when `threads` is no count
 */
export function createThreadPool(options: ThreadPoolOptions): ThreadPool {
  const { module, threads = os.availableParallelism(), workerData } = options;
  if (!Number.isSafeInteger(threads) || threads < 1)
    throw new UserError('A pool has at least one thread.', {
      field: 'threads',
      value: threads,
      fix: `Use 1 to ${os.availableParallelism()}.`,
    });
  const { url, execArgv } = moduleToRun(module);
  const pool = new Piscina({
    filename: url,
    minThreads: threads,
    maxThreads: threads,
    execArgv: [...execArgv],
    env: { ...process.env, SENTILAB_ROOT: projectRoot() },
    ...(workerData === undefined ? {} : { workerData }),
  });
  return {
    threads,
    run: (argument, { name, signal } = {}) =>
      pool.run(argument, { ...(name && { name }), ...(signal && { signal }) }),
    close: () => pool.destroy(),
  };
}
