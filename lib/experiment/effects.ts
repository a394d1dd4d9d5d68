import os from 'node:os';
import { fromRoot } from '../files/node.ts';
import { moduleToRun } from '../modules/node.ts';
import { chooseBackend } from '../runtime/node.ts';
import { openResults, type Results } from '../tracking/node.ts';
import type { Executor } from '../tuning/index.ts';
import { WorkerProcessExecutor } from '../tuning/node.ts';
import { UserError } from '../errors/index.ts';
import { Preparer } from './prepare.ts';
import { reachedCode, type ReachedCode } from './reuse/reached-code.ts';
import type { SweepListener } from './sweep-events.ts';

/** What a sweep needs of the world; every field has a real default. */
export interface SweepEffects {
  /** Default: results/ of the project. */
  readonly results?: Results;
  /** Trials at the same time. Default: the number of cores, at most 4. */
  readonly jobs?: number;
  /** Runs the trials. Default: worker processes that share the cores. */
  readonly executor?: Executor;
  /** Which backend the executor trains on. Default: `SENTILAB_BACKEND`, else what the set-up has proved. */
  readonly backend?: 'native' | 'wasm';
  readonly preparer?: Preparer;
  /** Names the code that trials run through. Default: the sources of this project. */
  readonly code?: () => Promise<ReachedCode>;
  readonly onEvent?: SweepListener;
  /** Told the experiment's folder once it is this process's alone. */
  readonly onFolder?: (folder: string) => void;
  /** Stops the sweep; what is finished stays, the same call goes on. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  /** Whether an interrupted training goes on from its checkpoints. Default true. */
  readonly resume?: boolean;
  /** Starts over: earlier results of the experiment are moved aside. Default false. */
  readonly fresh?: boolean;
  /** Seconds after which a study begins no further trial; the same call goes on later. Default: no limit. */
  readonly timeout?: number;
  /** Seconds after which a trial is given up and counts as failed. Default: no limit. */
  readonly trialTimeout?: number;
}

export interface ResolvedEffects {
  readonly results: Results;
  readonly jobs: number;
  readonly threads: number;
  readonly makeExecutor: () => Executor;
  readonly backend: 'native' | 'wasm';
  readonly preparer: Preparer;
  readonly code: () => Promise<ReachedCode>;
  readonly onEvent: SweepListener;
  readonly signal: AbortSignal | undefined;
  readonly now: () => Date;
  readonly fresh: boolean;
  readonly timeout: number;
  readonly trialTimeout: number;
}

export function resolveEffects(effects: SweepEffects): ResolvedEffects {
  const cores = os.availableParallelism();
  const jobs = effects.jobs ?? effects.executor?.capacity ?? Math.min(cores, 4);
  if (!Number.isSafeInteger(jobs) || jobs < 1)
    throw new UserError('Must be a positive whole number.', {
      field: '--jobs',
      value: jobs,
      fix: 'Use for example 2.',
    });
  const threads = Math.max(1, Math.floor(cores / jobs));
  const given = effects.executor;
  return {
    results: effects.results ?? openResults(),
    jobs,
    threads,
    makeExecutor: () => given ?? workerExecutor(jobs, threads),
    backend: effects.backend ?? chooseBackend({ root: fromRoot(), wish: process.env['SENTILAB_BACKEND'] }),
    preparer: effects.preparer ?? new Preparer(),
    code: effects.code ?? (() => reachedCode()),
    onEvent: effects.onEvent ?? (() => {}),
    signal: effects.signal,
    now: effects.now ?? (() => new Date()),
    fresh: effects.fresh ?? false,
    timeout: effects.timeout ?? Infinity,
    trialTimeout: effects.trialTimeout ?? Infinity,
  };
}

/** Worker processes with so many TensorFlow threads each. */
export function workerExecutor(jobs: number, threads: number): Executor {
  const { file, execArgv } = moduleToRun('lib/experiment/worker.ts');
  return new WorkerProcessExecutor({
    module: file,
    execArgv,
    jobs,
    cwd: fromRoot(),
    env: () => ({ TF_NUM_INTRAOP_THREADS: String(threads), TF_NUM_INTEROP_THREADS: '1' }),
  });
}
