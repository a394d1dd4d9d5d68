import type { RunRecord } from '../../tracking/index.ts';
import type { Executor, Task, TaskHooks, TaskOutcome } from '../../tuning/index.ts';
import { epochMetrics } from '../epoch-metrics.ts';
import type { RunResult } from '../run-result.ts';
import type { TrainTask } from '../tasks.ts';

/** Answers tasks whose result was found again at once, epoch by epoch, and has the others run. */
export class ReusingExecutor implements Executor {
  readonly capacity: number;
  readonly #inner: Executor;

  constructor(inner: Executor) {
    this.#inner = inner;
    this.capacity = inner.capacity;
  }

  async run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const { found, config } = task.payload as TrainTask;
    if (found === undefined) return this.#inner.run(task, hooks);
    hooks.onStarted?.();
    for (const { epoch, metrics } of found.epochs) {
      // The pruner is asked as it would be by a training: it may say something else than it did then.
      const { prune, reason } = await hooks.onReport(epoch, metrics);
      if (prune && epoch < config.training.epochs) return outcomeOf(prunedAt(found, epoch, reason));
    }
    return outcomeOf(resultOf(found));
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

function outcomeOf(result: RunResult): TaskOutcome {
  const { outcome, value } = result;
  if (outcome.kind !== 'pruned') return { state: 'finished', value, output: result };
  return { state: 'pruned', value, reason: outcome.reason, output: result };
}

function resultOf(found: RunRecord): RunResult {
  const { outcome, metrics, epochs, bestEpoch, findings, confusion, data, environment } = found;
  const { timing, weightsSha256, artifacts, objective } = found;
  return {
    ...{
      outcome,
      metrics,
      epochs,
      bestEpoch,
      confusion,
      data,
      environment,
      timing,
      weightsSha256,
      artifacts,
    },
    ...(findings !== undefined && { findings }),
    value: objective.value,
    reusedFrom: found.reusedFrom ?? found.id,
  };
}

/** The part of a run that came before the pruner's word: what a training would have left. */
function prunedAt(found: RunRecord, atEpoch: number, reason: string): RunResult {
  const { findings: _, ...whole } = resultOf(found);
  const epochs = found.epochs.filter(({ epoch }) => epoch <= atEpoch);
  const last = epochs.at(-1);
  return {
    ...whole,
    outcome: { kind: 'pruned', atEpoch, reason },
    value: last?.metrics[found.objective.metric] ?? null,
    metrics: epochMetrics(last?.metrics ?? {}),
    epochs,
    bestEpoch: found.bestEpoch !== null && found.bestEpoch <= atEpoch ? found.bestEpoch : null,
    confusion: null,
    timing: {
      ...found.timing,
      wallSeconds: last?.seconds ?? 0,
      cpuSeconds: last?.cpuSeconds ?? 0,
    },
    weightsSha256: null,
    artifacts: [],
  };
}
