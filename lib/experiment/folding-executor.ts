import type { Executor, Task, TaskHooks, TaskOutcome } from '../tuning/index.ts';
import type { RunResult } from './run-result.ts';
import type { TrainTask } from './tasks.ts';

/** What the folds of a trial need of its sweep. */
export interface FoldWorld {
  /** How many folds there are. */
  readonly folds: number;
  /** The run of one fold, counted from 1. */
  readonly foldTask: (task: Task, fold: number) => Task;
  /** Makes a fold's result durable. */
  readonly onFold: (task: Task, result: RunResult) => void;
}

/**
 * Runs a trial as a cross-validation: one training per fold, each with a record of its own. What the trial reports are its
 * folds instead of epochs, so that it can be pruned between two of them; its value is their mean. A trial that is run again
 * finds the folds again that it had finished.
 */
export class FoldingExecutor implements Executor {
  readonly capacity: number;
  readonly #inner: Executor;
  readonly #world: FoldWorld;

  constructor(inner: Executor, world: FoldWorld) {
    this.#inner = inner;
    this.#world = world;
    this.capacity = inner.capacity;
  }

  async run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const { folds, foldTask, onFold } = this.#world;
    const { metric } = (task.payload as TrainTask).objective;
    const results: RunResult[] = [];
    for (let fold = 1; fold <= folds; fold++) {
      const one = foldTask(task, fold);
      const { output } = await this.#inner.run(one, {
        ...(hooks.signal && { signal: hooks.signal }),
        ...(fold === 1 && hooks.onStarted && { onStarted: hooks.onStarted }),
        onReport: () => ({ prune: false, reason: '' }), // a fold is trained to its end
      });
      const result = output as RunResult;
      const { prune, reason } = hooks.onReport(fold, { [metric]: result.value ?? NaN });
      const pruned = prune && fold < folds;
      const atEpoch = Math.max(1, result.epochs.length);
      const judged: RunResult = {
        ...result,
        outcome: pruned ? { kind: 'pruned', atEpoch, reason } : { kind: 'finished' },
      };
      onFold(one, judged);
      results.push(judged);
      if (pruned) return { state: 'pruned', value: meanOf(results), reason, output: together(results) };
    }
    return { state: 'finished', value: meanOf(results), output: together(results) };
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

/** Of the folds that were run; null when one has no value. */
function meanOf(results: readonly RunResult[]): number | null {
  let sum = 0;
  for (const { value } of results) {
    if (value === null) return null;
    sum += value;
  }
  return sum / results.length;
}

/** All folds as one result for those who watch: mean metrics, and the time of what was trained. */
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
