import { UserError } from '../errors/index.ts';
import type { Params } from './params.ts';
import type { RunStudyOptions, RunStudyResult } from './run-options.ts';
import { runTrial } from './run-trial.ts';
import type { Study } from './study.ts';
import { askTerminator } from './terminators/ask-terminator.ts';
import type { Terminator } from './terminators/terminator.ts';
import { isFinal } from './trial-table.ts';

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
  const { terminator, timeoutMs = Infinity, callbacks = [] } = options;
  const end = performance.now() + timeoutMs;
  let exhausted = false;
  let late = false;
  let broken: { readonly error: unknown } | null = null;
  const stopBroken = (error: unknown): void => {
    broken ??= { error };
    abort();
  };

  study.resume();
  /** Whether no further trial is to be begun. */
  const isOver = (): boolean => {
    late ||= performance.now() >= end;
    return late || study.stopReason !== null;
  };
  const afterTrial = async (number: number): Promise<void> => {
    const trial = study.trial(number);
    if (!isFinal(trial)) return;
    for (const callback of callbacks) await callback(study, trial);
    if (terminator && study.stopReason === null) stopByTerminator(study, terminator);
  };

  const next = (): number | null => {
    if (isOver()) return null;
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
    // A study that was ended before has nothing to add, unless it is left to run without the terminator.
    if (terminator && study.size > 0) stopByTerminator(study, terminator);
    while (!stop.signal.aborted) {
      let number: number | null = null;
      while (running.size < jobs && !stop.signal.aborted && (number = next()) !== null) {
        const begun = number;
        const trial = runTrial(options, begun, stop.signal)
          .then(async () => afterTrial(begun))
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
  if (study.stopReason !== null) return { stopped: 'stopped', reason: study.stopReason };
  if (late && (study.size < trials || left.length > 0))
    return { stopped: 'timeout', reason: `The study’s time of ${timeoutMs} ms is over.` };
  return { stopped: exhausted && study.size < trials ? 'exhausted' : 'complete' };
}

/** The reason is kept with the last trial: `notes.stopped`. */
function stopByTerminator<P extends Params>(study: Study<P>, terminator: Terminator): void {
  const { stop, reason } = askTerminator(study, terminator);
  if (!stop) return;
  const last = study.trials.at(-1);
  if (last && last.notes['stopped'] !== reason) study.note(last.number, 'stopped', reason);
  study.stop(reason);
}
