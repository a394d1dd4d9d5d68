import type { Executor, Task, TaskOutcome } from './executor.ts';
import type { Params } from './params.ts';
import type { PruneDecision } from './pruners/pruner.ts';
import type { Study } from './study.ts';
import type { Terminator } from './terminators/terminator.ts';
import type { Trial } from './trial.ts';

/** What happens while a study runs; `trial` is as it is after the event. */
export type RunEvent<P extends Params = Params> =
  | { readonly type: 'asked'; readonly trial: Trial<P> }
  | { readonly type: 'started'; readonly trial: Trial<P>; readonly task: Task }
  | {
      readonly type: 'reported';
      readonly trial: Trial<P>;
      readonly epoch: number;
      readonly metrics: Readonly<Record<string, number>>;
      readonly decision: PruneDecision;
    }
  | { readonly type: 'told'; readonly trial: Trial<P>; readonly outcome: TaskOutcome }
  | { readonly type: 'crashed'; readonly trial: Trial<P>; readonly error: Error; readonly retry: boolean }
  | { readonly type: 'failed'; readonly trial: Trial<P>; readonly error: Error };

export interface RunStudyOptions<P extends Params = Params> {
  readonly study: Study<P>;
  readonly executor: Executor;
  /** How many trials the study is to have in all, those of earlier calls included. */
  readonly trials: number;
  /** Trials at the same time. Default: the executor's capacity. */
  readonly jobs?: number;
  /** The run of a trial's attempt. */
  readonly makeTask: (
    trial: Trial<P>,
    attempt: number,
  ) => { readonly runId: string; readonly payload: unknown };
  /** Makes the result durable before it is told: when it has returned, the trial counts as acknowledged. */
  readonly onResult?: (run: {
    readonly trial: Trial<P>;
    readonly task: Task;
    readonly outcome: TaskOutcome;
  }) => Promise<void> | void;
  /** The same for a trial that failed. */
  readonly onFailure?: (run: {
    readonly trial: Trial<P>;
    readonly task: Task;
    readonly error: Error;
  }) => Promise<void> | void;
  readonly onEvent?: (event: RunEvent<P>) => void;
  /** Stops: running trials are given up and stay pending. */
  readonly signal?: AbortSignal;
  /** So many times a trial whose worker died is tried again, earlier calls included. Default 2. */
  readonly retries?: number;
  /**
   * An attempt that takes longer is given up, and its trial fails with a `TrialTimeoutError`. Worker processes are ended
   * for it; an objective in this process has to look at its signal or report. Default: no limit.
   */
  readonly trialTimeoutMs?: number;
  /** After so long no further trial is begun; those that run come to their end. Default: no limit. */
  readonly timeoutMs?: number;
  /** Called one after the other when a trial has its result. One may end the run: `study.stop('why')`. */
  readonly callbacks?: readonly TrialCallback<P>[];
  /** Ends the run when going on is not worth it. */
  readonly terminator?: Terminator;
}

/** Called after each trial that finished, was pruned or failed. What it throws ends the run. */
export type TrialCallback<P extends Params = Params> = (
  study: Study<P>,
  trial: Trial<P>,
) => Promise<void> | void;

export interface RunStudyResult {
  /**
   * All trials have a result, the sampler has no more to suggest, the signal fired, the time was over, or `study.stop` was
   * called (by a callback or the terminator).
   */
  readonly stopped: 'complete' | 'exhausted' | 'aborted' | 'timeout' | 'stopped';
  /** In words, of `timeout` and `stopped`. */
  readonly reason?: string;
}
