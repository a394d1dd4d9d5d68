import type { Executor, Task, TaskHooks, TaskOutcome } from '../tuning/index.ts';
import type { RunResult } from './run-result.ts';
import type { TrainTask } from './tasks.ts';

/** What the parts of a trial need of its sweep. */
export interface PartsWorld {
  /** How many parts a trial has. */
  readonly parts: number;
  /** The run of one part, counted from 1. */
  readonly partTask: (task: Task, part: number) => Task;
  /** Makes a part's result durable. */
  readonly onPart: (task: Task, result: RunResult) => void;
}

/**
 * Runs a trial of several parts, the folds of a cross-validation or several seeds: one training each, with a record of its
 * own. What the trial reports are its parts instead of epochs, so that it can be pruned between two of them; its value is
 * their mean. A trial that is run again finds the parts again that it had finished.
 */
export class PartsExecutor implements Executor {
  readonly capacity: number;
  readonly #inner: Executor;
  readonly #world: PartsWorld;

  constructor(inner: Executor, world: PartsWorld) {
    this.#inner = inner;
    this.#world = world;
    this.capacity = inner.capacity;
  }

  async run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const { parts, partTask, onPart } = this.#world;
    const { metric } = (task.payload as TrainTask).objective;
    const results: RunResult[] = [];
    for (let part = 1; part <= parts; part++) {
      const one = partTask(task, part);
      const { output } = await this.#inner.run(one, {
        ...(hooks.signal && { signal: hooks.signal }),
        ...(part === 1 && hooks.onStarted && { onStarted: hooks.onStarted }),
        onReport: () => ({ prune: false, reason: '' }), // a part is trained to its end
      });
      const result = output as RunResult;
      const { prune, reason } = await hooks.onReport(part, { [metric]: result.value ?? NaN });
      const pruned = prune && part < parts;
      const atEpoch = Math.max(1, result.epochs.length);
      const judged: RunResult = {
        ...result,
        outcome: pruned ? { kind: 'pruned', atEpoch, reason } : { kind: 'finished' },
      };
      onPart(one, judged);
      results.push(judged);
      if (pruned) return { state: 'pruned', value: meanOf(results), reason, output: together(results) };
    }
    return { state: 'finished', value: meanOf(results), output: together(results) };
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

/** Of the parts that were run; null when one has no value. */
function meanOf(results: readonly RunResult[]): number | null {
  let sum = 0;
  for (const { value } of results) {
    if (value === null) return null;
    sum += value;
  }
  return sum / results.length;
}

/** All parts as one result for those who watch: mean metrics, and the time of what was trained. */
function together(results: readonly RunResult[]): RunResult {
  const last = results.at(-1) as RunResult;
  const metrics = Object.entries(last.metrics).map(([name, metric]) => {
    const values = results.flatMap((result) => result.metrics[name]?.value ?? []);
    return [
      name,
      { ...metric, value: values.reduce((sum, value) => sum + value, 0) / values.length },
    ] as const;
  });
  const { reusedFrom, ...rest } = last;
  const trained = results.filter((result) => result.reusedFrom === undefined);
  const total = (field: 'wallSeconds' | 'cpuSeconds'): number =>
    trained.reduce((sum, { timing }) => sum + timing[field], 0);
  return {
    ...rest,
    value: meanOf(results),
    metrics: Object.fromEntries(metrics),
    timing: { ...last.timing, wallSeconds: total('wallSeconds'), cpuSeconds: total('cpuSeconds') },
    ...(trained.length === 0 && reusedFrom !== undefined && { reusedFrom }),
  };
}
