import { FailureError, SentilabError, UserError } from '../errors/index.ts';
import { TaskAbortedError, TaskError, WorkerDiedError } from './executor.ts';
import type { Executor, Task, TaskOutcome } from './executor.ts';
import type { Params } from './params.ts';
import type { PruneDecision } from './pruners/pruner.ts';
import type { Study } from './study.ts';
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
}

export interface RunStudyResult {
  /** All trials have a result, the sampler has no more to suggest, or the signal fired. */
  readonly stopped: 'complete' | 'exhausted' | 'aborted';
}

/**
 * Runs a study to so many trials: first what an earlier coordinator left pending, then what the sampler suggests. A
 * trial whose handler threw fails; one whose worker died is tried again.
 *
 * @throws what the storage or `onResult` threw; running trials then stay pending
 */
export async function runStudy<P extends Params>(options: RunStudyOptions<P>): Promise<RunStudyResult> {
  const { study, executor, trials, onEvent = () => {} } = options;
  const jobs = options.jobs ?? executor.capacity;
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new UserError('At least one job is needed.', {
      field: 'jobs',
      value: jobs,
      fix: 'Use for example 1.',
    });
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  options.signal?.addEventListener('abort', abort);
  if (options.signal?.aborted) abort();

  const left = study.left().map(({ number }) => number);
  const running = new Set<Promise<void>>();
  let exhausted = false;
  let broken: { readonly error: unknown } | null = null;
  const stopBroken = (error: unknown): void => {
    broken ??= { error };
    abort();
  };

  const next = (): number | null => {
    const pending = left.shift();
    if (pending !== undefined) return pending;
    if (exhausted) return null;
    const asked = study.ask(trials);
    if (!asked) {
      exhausted = study.size < trials;
      return null;
    }
    onEvent({ type: 'asked', trial: study.trial(asked.number) });
    return asked.number;
  };

  try {
    while (!stop.signal.aborted) {
      let number: number | null = null;
      while (running.size < jobs && !stop.signal.aborted && (number = next()) !== null) {
        const trial = runTrial(options, number, stop.signal)
          .catch(stopBroken)
          .finally(() => running.delete(trial));
        running.add(trial);
      }
      if (running.size === 0) break;
      await Promise.race(running);
    }
  } catch (error) {
    stopBroken(error);
  } finally {
    await Promise.all(running);
    options.signal?.removeEventListener('abort', abort);
  }
  if (broken) throw (broken as { readonly error: unknown }).error;
  if (stop.signal.aborted) return { stopped: 'aborted' };
  return { stopped: exhausted && study.size < trials ? 'exhausted' : 'complete' };
}

/** One trial to its result, over as many attempts as it takes. Rejects only when the study itself cannot go on. */
async function runTrial<P extends Params>(
  options: RunStudyOptions<P>,
  number: number,
  signal: AbortSignal,
): Promise<void> {
  const { study, onEvent = () => {}, retries = 2 } = options;
  for (;;) {
    const attempt = study.trial(number).attempt + 1;
    const { runId, payload } = options.makeTask(study.trial(number), attempt);
    const task: Task = { trialNumber: number, attempt, runId, payload };
    study.start(number, { attempt, runId });
    onEvent({ type: 'started', trial: study.trial(number), task });
    const run = await runAttempt(options, task, signal);
    if ('outcome' in run) return finish(options, task, run.outcome, run.decision);
    if (run.error instanceof TaskAbortedError) return; // stays pending
    if (run.error instanceof WorkerDiedError) {
      study.crashed(number, run.error);
      const retry = study.trial(number).crashes <= retries && !signal.aborted;
      onEvent({ type: 'crashed', trial: study.trial(number), error: run.error, retry });
      if (retry) continue;
      if (signal.aborted) return;
    } else if (!(run.error instanceof TaskError)) throw run.error;
    return fail(options, task, run.error);
  }
}

type Attempt =
  { readonly outcome: TaskOutcome; readonly decision: PruneDecision | null } | { readonly error: unknown };

async function runAttempt<P extends Params>(
  { study, executor, onEvent = () => {} }: RunStudyOptions<P>,
  task: Task,
  signal: AbortSignal,
): Promise<Attempt> {
  const number = task.trialNumber;
  let decision: PruneDecision | null = null;
  try {
    const outcome = await executor.run(task, {
      signal,
      onReport: (epoch, metrics) => {
        study.report(number, epoch, metrics);
        decision = study.shouldPrune(number);
        onEvent({ type: 'reported', trial: study.trial(number), epoch, metrics, decision });
        return decision;
      },
    });
    return { outcome, decision };
  } catch (error) {
    return { error };
  }
}

async function finish<P extends Params>(
  options: RunStudyOptions<P>,
  task: Task,
  outcome: TaskOutcome,
  decision: PruneDecision | null,
): Promise<void> {
  const { study, onEvent = () => {} } = options;
  const number = task.trialNumber;
  if (outcome.state === 'finished' && (outcome.value === null || !Number.isFinite(outcome.value)))
    return fail(
      options,
      task,
      new FailureError('The objective is not a finite number.', {
        field: `trial ${number}`,
        value: outcome.value,
        fix: 'The training may have diverged: a smaller learning rate or gradient clipping helps.',
      }),
    );
  const reason = outcome.reason ?? (decision?.prune ? decision.reason : undefined);
  const { state, value } = outcome;
  await options.onResult?.({ trial: study.trial(number), task, outcome });
  study.tell(number, {
    state,
    value: value !== null && Number.isFinite(value) ? value : null,
    runId: task.runId,
    ...(state === 'pruned' && reason !== undefined ? { reason } : {}),
  });
  onEvent({ type: 'told', trial: study.trial(number), outcome });
}

async function fail<P extends Params>(
  options: RunStudyOptions<P>,
  task: Task,
  thrown: unknown,
): Promise<void> {
  const { study, onEvent = () => {} } = options;
  const error = thrown instanceof Error ? thrown : new SentilabError(String(thrown));
  const number = task.trialNumber;
  await options.onFailure?.({ trial: study.trial(number), task, error });
  study.fail(number, error);
  onEvent({ type: 'failed', trial: study.trial(number), error });
}
