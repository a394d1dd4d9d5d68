import { SentilabError } from '../errors/index.ts';
import type { TaskHandler } from './executor.ts';
import { InProcessExecutor } from './executors/in-process.ts';
import type { Params } from './params.ts';
import type { PruneDecision } from './pruners/pruner.ts';
import { runStudy } from './run-study.ts';
import type { RunStudyOptions, RunStudyResult } from './run-options.ts';
import type { Study } from './study.ts';
import type { Trial } from './trial.ts';

/** What an objective may use besides its parameters. */
export interface ObjectiveContext<P extends Params = Params> {
  readonly trial: Trial<P>;
  /**
   * One epoch's metrics, or the pruning metric alone. To stop a trial that the pruner gives up:
   * `if ((await report(epoch, loss)).prune) throw new TrialPruned();`
   */
  readonly report: (
    epoch: number,
    metrics: number | Readonly<Record<string, number>>,
  ) => Promise<PruneDecision>;
  readonly signal: AbortSignal;
}

/** Thrown by an objective that stops early; the trial counts as pruned. */
export class TrialPruned extends SentilabError {
  readonly value: number | null;

  /** @param value default: the last reported one */
  constructor(reason = 'Stopped by the pruner.', value: number | null = null) {
    super(reason);
    this.value = value;
  }
}

/** `trials`: how many the study is to have in all. `jobs`: at the same time, in this one process; default 1. */
export type OptimizeOptions<P extends Params = Params> = Pick<
  RunStudyOptions<P>,
  'trials' | 'jobs' | 'signal' | 'onEvent' | 'trialTimeoutMs' | 'timeoutMs' | 'callbacks' | 'terminator'
>;

/**
 * Searches with a function: `await optimize(study, ({ lr }) => loss(lr), { trials: 50 })`, then `study.best`. An
 * objective that throws fails its trial, and the search goes on.
 */
export async function optimize<P extends Params>(
  study: Study<P>,
  objective: (params: P, context: ObjectiveContext<P>) => number | Promise<number>,
  options: OptimizeOptions<P>,
): Promise<RunStudyResult> {
  const handler: TaskHandler = async (task, context) => {
    const trial = study.trial(task.trialNumber);
    try {
      const value = await objective(trial.params, {
        trial,
        signal: context.signal,
        report: (epoch, metrics) =>
          context.report(epoch, typeof metrics === 'number' ? { [study.metric]: metrics } : metrics),
      });
      return { state: 'finished', value };
    } catch (error) {
      if (error instanceof TrialPruned) return { state: 'pruned', value: error.value, reason: error.message };
      throw error;
    }
  };
  const executor = new InProcessExecutor(handler, { jobs: options.jobs ?? 1 });
  try {
    return await runStudy({
      ...options,
      study,
      executor,
      makeTask: ({ number }, attempt) => ({ runId: `${study.id}-t${number}-a${attempt}`, payload: null }),
    });
  } finally {
    await executor.close();
  }
}
