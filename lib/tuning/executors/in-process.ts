import { TaskAbortedError, TaskError } from '../executor.ts';
import type { Executor, Task, TaskHandler, TaskHooks, TaskOutcome } from '../executor.ts';
import { trialError } from '../trial-views.ts';
import { Slots } from './slots.ts';

/** Runs tasks in this process: notebooks, browsers, objectives that are closures. */
export class InProcessExecutor implements Executor {
  readonly capacity: number;
  readonly #handler: TaskHandler;
  readonly #slots: Slots;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  /** @param options.jobs tasks at the same time; default 1. They share one thread: more than one pays when they wait. */
  constructor(handler: TaskHandler, options: { readonly jobs?: number } = {}) {
    this.#handler = handler;
    this.capacity = options.jobs ?? 1;
    this.#slots = new Slots(this.capacity);
  }

  async run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const release = await this.#slots.take();
    const run = this.#run(task, hooks).finally(release);
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
  }

  async #run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    const signals = [this.#closing.signal, ...(hooks.signal ? [hooks.signal] : [])];
    let broken: { readonly error: unknown } | null = null;
    try {
      for (const signal of signals) {
        if (signal.aborted) abort();
        signal.addEventListener('abort', abort);
      }
      if (controller.signal.aborted) throw new TaskAbortedError('The run was given up before it began.');
      hooks.onStarted?.();
      return await this.#handler(task, {
        signal: controller.signal,
        report: async (epoch, metrics) => {
          // Let timers and messages in between: an objective may compute from one report to the next without a pause.
          await new Promise((resolve) => setTimeout(resolve, 0));
          if (controller.signal.aborted) throw new TaskAbortedError('The run was given up.');
          try {
            return await hooks.onReport(epoch, metrics);
          } catch (error) {
            broken = { error };
            abort();
            throw error;
          }
        },
      });
    } catch (error) {
      if (broken) throw (broken as { error: unknown }).error;
      if (controller.signal.aborted)
        throw new TaskAbortedError(`The run ${task.runId} was given up.`, { cause: error });
      throw new TaskError(trialError(error), error);
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    }
  }
}
