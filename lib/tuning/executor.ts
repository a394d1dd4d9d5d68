import { FailureError, SentilabError } from '../errors/index.ts';
import type { TrialError } from './events.ts';
import type { PruneDecision } from './pruners/pruner.ts';

/** One run of one trial: plain data, so that it can go to another process or through a queue. */
export interface Task {
  readonly trialNumber: number;
  readonly attempt: number;
  readonly runId: string;
  /** What the handler needs to know; structured-cloneable, JSON if it is to go through a queue. */
  readonly payload: unknown;
}

/** What came of a task. */
export interface TaskOutcome {
  readonly state: 'finished' | 'pruned';
  /** The objective. null only when pruned; then the trial's last report counts. */
  readonly value: number | null;
  /** Why it was pruned. Default: what the pruner said. */
  readonly reason?: string;
  /** Whatever the coordinator wants besides: the run's record. */
  readonly output?: unknown;
}

/** What a handler may use while it works. */
export interface TaskContext {
  /**
   * Tells one epoch's metrics and waits for the pruner's word. When it says `prune`, return `{ state: 'pruned', … }`.
   */
  readonly report: (epoch: number, metrics: Readonly<Record<string, number>>) => Promise<PruneDecision>;
  /** Fires when the run is to be given up. */
  readonly signal: AbortSignal;
}

export type TaskHandler = (task: Task, context: TaskContext) => Promise<TaskOutcome>;

/** What the coordinator wants to hear of a running task. */
export interface TaskHooks {
  /** The handler begins. */
  readonly onStarted?: () => void;
  /** Answers a report. When it throws, the task is aborted and `run` rejects with the same error. */
  readonly onReport: (
    epoch: number,
    metrics: Readonly<Record<string, number>>,
  ) => PruneDecision | Promise<PruneDecision>;
  readonly signal?: AbortSignal;
}

/** Runs tasks: in this process, in worker processes, on other machines. */
export interface Executor {
  /** How many tasks it runs at the same time; more wait for their turn. */
  readonly capacity: number;
  /**
   * Rejects with `TaskError` when the handler threw, `WorkerDiedError` when the worker was lost (worth another attempt),
   * `TaskAbortedError` when the signal fired.
   */
  run(task: Task, hooks: TaskHooks): Promise<TaskOutcome>;
  /** Gives up what still runs and lets all workers end. Closing twice is harmless. */
  close(): Promise<void>;
}

/** Worker → coordinator. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'heartbeat' }
  | { readonly type: 'started'; readonly runId: string }
  | {
      readonly type: 'reported';
      readonly runId: string;
      /** Counts reports within the run; the decision carries it back. */
      readonly report: number;
      readonly epoch: number;
      readonly metrics: Readonly<Record<string, number>>;
    }
  | { readonly type: 'result'; readonly runId: string; readonly outcome: TaskOutcome }
  | { readonly type: 'error'; readonly runId: string; readonly error: TrialError };

/** Coordinator → worker. */
export type CoordinatorMessage =
  | { readonly type: 'task'; readonly task: Task }
  | {
      readonly type: 'decision';
      readonly runId: string;
      readonly report: number;
      readonly decision: PruneDecision;
    }
  | { readonly type: 'abort'; readonly runId: string; readonly reason: string };

/** The handler threw: trying the same again would throw again. */
export class TaskError extends SentilabError {
  readonly thrown: TrialError;

  constructor(thrown: TrialError, cause?: unknown) {
    super(thrown.message, cause === undefined ? {} : { cause });
    this.thrown = thrown;
    this.name = thrown.name;
    if (thrown.stack !== undefined) this.stack = thrown.stack;
  }
}

/** The worker was lost (killed, crashed, silent): the same task may well succeed in another one. */
export class WorkerDiedError extends FailureError {}

/** The run was given up because its signal fired. */
export class TaskAbortedError extends FailureError {}
