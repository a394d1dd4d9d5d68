import { FailureError, SentilabError } from '../errors/index.ts';
import { TaskAbortedError, TaskError, WorkerDiedError } from './executor.ts';
import type { Task, TaskOutcome } from './executor.ts';
import type { Params } from './params.ts';
import type { PruneDecision } from './pruners/pruner.ts';
import type { RunStudyOptions } from './run-options.ts';

/** The trial took longer than `trialTimeoutMs`: it failed, and is not tried again. */
export class TrialTimeoutError extends FailureError {}

/** One trial to its result, over as many attempts as it takes. Rejects only when the study itself cannot go on. */
export async function runTrial<P extends Params>(
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
    const run = await inTime(options, task, signal);
    if ('outcome' in run) return finish(options, task, run.outcome, run.decision);
    if (run.error instanceof TaskAbortedError) return; // stays pending
    if (run.error instanceof WorkerDiedError) {
      study.crashed(number, run.error);
      const retry = study.trial(number).crashes <= retries && !signal.aborted;
      onEvent({ type: 'crashed', trial: study.trial(number), error: run.error, retry });
      if (retry) continue;
      if (signal.aborted) return;
    } else if (!(run.error instanceof TaskError || run.error instanceof TrialTimeoutError)) throw run.error;
    return fail(options, task, run.error);
  }
}

type Attempt =
  { readonly outcome: TaskOutcome; readonly decision: PruneDecision | null } | { readonly error: unknown };

/** An attempt that is given up when it takes too long. */
async function inTime<P extends Params>(
  options: RunStudyOptions<P>,
  task: Task,
  signal: AbortSignal,
): Promise<Attempt> {
  const { trialTimeoutMs } = options;
  if (trialTimeoutMs === undefined) return runAttempt(options, task, signal);
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  let late = false;
  const timer = setTimeout(() => {
    late = !controller.signal.aborted;
    abort();
  }, trialTimeoutMs);
  try {
    const run = await runAttempt(options, task, controller.signal);
    return late && !('error' in run && run.error instanceof WorkerDiedError)
      ? { error: new TrialTimeoutError(`It took longer than ${trialTimeoutMs} ms.`) }
      : run;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

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
