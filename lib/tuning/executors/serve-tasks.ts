import process from 'node:process';
import { TaskAbortedError } from '../executor.ts';
import type { CoordinatorMessage, Task, TaskContext, TaskHandler, WorkerMessage } from '../executor.ts';
import type { PruneDecision } from '../pruners/pruner.ts';
import { trialError } from '../trial-views.ts';
import { endOnDisconnect } from './end-with-parent.ts';

const HEARTBEAT_MS = 1000;

/**
 * The worker's side of `WorkerProcessExecutor`: call it once at the end of the worker's module. It does one task after
 * the other until the coordinator goes away, and ends within 2 s when the coordinator died.
 *
 * Work that never gives the event loop a turn sends no heartbeat: `await new Promise(setImmediate)` between steps.
 */
export function serveTasks(handler: TaskHandler): void {
  if (!process.send)
    throw new Error('serveTasks() runs in a worker process that WorkerProcessExecutor started.');
  endOnDisconnect();
  // Ctrl-C goes to the whole process group; the coordinator decides what becomes of its workers.
  process.on('SIGINT', () => {});
  setInterval(() => send({ type: 'heartbeat' }), HEARTBEAT_MS).unref();

  let current: CurrentRun | null = null;
  process.on('message', (message: CoordinatorMessage) => {
    switch (message.type) {
      case 'task':
        current = new CurrentRun(message.task);
        void current.execute(handler);
        return;
      case 'decision':
        if (message.runId === current?.runId) current.decide(message.report, message.decision);
        return;
      case 'abort':
        if (message.runId === current?.runId) current.abort(message.reason);
        return;
    }
  });
  send({ type: 'ready' });
}

/** A report whose decision is on its way. */
interface Waiting {
  readonly resolve: (decision: PruneDecision) => void;
  readonly reject: (error: unknown) => void;
}

/** A run from its task to its result. */
class CurrentRun {
  readonly runId: string;
  readonly #task: Task;
  readonly #controller = new AbortController();
  readonly #waiting = new Map<number, Waiting>();
  #reports = 0;

  constructor(task: Task) {
    this.#task = task;
    this.runId = task.runId;
  }

  async execute(handler: TaskHandler): Promise<void> {
    send({ type: 'started', runId: this.runId });
    const context: TaskContext = {
      signal: this.#controller.signal,
      report: (epoch, metrics) =>
        new Promise((resolve, reject) => {
          if (this.#controller.signal.aborted) return reject(new TaskAbortedError('The run was given up.'));
          const report = ++this.#reports;
          this.#waiting.set(report, { resolve, reject });
          send({ type: 'reported', runId: this.runId, report, epoch, metrics });
        }),
    };
    try {
      send({ type: 'result', runId: this.runId, outcome: await handler(this.#task, context) });
    } catch (error) {
      send({ type: 'error', runId: this.runId, error: trialError(error) });
    }
  }

  decide(report: number, decision: PruneDecision): void {
    this.#waiting.get(report)?.resolve(decision);
    this.#waiting.delete(report);
  }

  abort(reason: string): void {
    const error = new TaskAbortedError(`The run was given up: ${reason}.`);
    this.#controller.abort(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The channel may close under our hands: then the guard ends this process. */
function send(message: WorkerMessage): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}
