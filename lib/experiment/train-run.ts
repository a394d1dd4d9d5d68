import { FailureError } from '../errors/index.ts';
import { classificationMetrics } from '../evaluation/index.ts';
import { isNetwork, weightsSha256, type Trainable } from '../models/index.ts';
import type { Backend } from '../runtime/index.ts';
import type { Artifact, EpochRecord, Metric, Outcome } from '../tracking/index.ts';
import {
  convergenceFindings,
  evaluate,
  fit,
  type Elapsed,
  type TrainingCallback,
  type TrainingHistory,
} from '../training/index.ts';
import { dataFacts } from './data-facts.ts';
import { captureEnvironment } from './environment.ts';
import { epochMetrics } from './epoch-metrics.ts';
import { fitRun } from './fit-run.ts';
import { objectiveValue } from './objective-value.ts';
import type { Prepared, Preparer } from './prepare.ts';
import { pseudoLabelled } from './pseudo-labels.ts';
import { checkpointsOf, type RunCheckpoints } from './run-checkpoints.ts';
import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import { startRun } from './start-run.ts';
import { startStopwatch } from './stopwatch.ts';
import { testConfusion } from './test-confusion.ts';
import type { Trained } from './trained.ts';

export interface TrainRunInput {
  readonly config: RunConfig;
  /** Seeds weights, dropout, order of the examples and vectors of unknown words. */
  readonly seed: number;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
}

export interface TrainRunEffects {
  readonly backend: Backend;
  readonly preparer: Preparer;
  /** Answers each epoch; `prune` ends the run. */
  readonly onEpoch?: (epoch: EpochRecord) => Promise<{ readonly prune: boolean; readonly reason: string }>;
  /** Called once for a finished run, before the model is freed; returns what it kept. */
  readonly keep?: (trained: Trained, value: number) => readonly Artifact[];
  readonly signal?: AbortSignal;
  /** Follow the training step by step. Default none. */
  readonly callbacks?: readonly TrainingCallback[];
  /** Default: no checkpoints. */
  readonly checkpoints?: RunCheckpoints;
  /** Called with the probabilities of the test part, in its order, once they are known. */
  readonly onTested?: (probabilities: Float32Array) => void;
  /** Adds learning rate and gradient norm to the metrics of every epoch. Default false. */
  readonly details?: boolean;
}

/**
 * One run from its configuration to its result: the only place where data, text, vectors, model and training meet.
 * Same configuration, seed, backend and threads: same bits.
 *
 * @throws FailureError when training diverges, or when the signal ended it (with a checkpoint, if it keeps some)
 * @throws UserError when the folder holds checkpoints of another run
 */
export async function trainRun(input: TrainRunInput, effects: TrainRunEffects): Promise<RunResult> {
  const { config, seed, objective } = input;
  const { backend, preparer } = effects;
  const { model } = config;
  if (!isNetwork(model)) {
    const { result, trained } = await fitRun({ ...config, model }, seed, preparer);
    const value = objectiveValue(result.metrics, objective.metric);
    return { ...result, value, artifacts: effects.keep?.(trained, value) ?? [] };
  }
  const watch = startStopwatch();
  const { pseudoLabels } = config;
  const more = pseudoLabels ? await pseudoLabelled({ ...config, pseudoLabels }, seed, effects) : [];
  const started = await startRun(config, seed, { backend, preparer });
  const { trainable, rng } = started;
  const prepared = { ...started.prepared, train: [...started.prepared.train, ...more] };
  let earlier: Elapsed = { seconds: 0, cpuSeconds: 0 };
  try {
    const history = await fit(trainable, prepared, config.training, {
      rng: rng.split('training'),
      ...(prepared.classWeights && { classWeights: prepared.classWeights }),
      ...(config.embedding.thawAtEpoch !== undefined && { thawAtEpoch: config.embedding.thawAtEpoch }),
      ...(effects.signal && { signal: effects.signal }),
      ...(effects.details && { details: true }),
      ...(effects.checkpoints && {
        checkpoints: checkpointsOf(input, prepared, backend, effects.checkpoints),
      }),
      callbacks: [
        { onTrainStart: ({ resumed }) => void (earlier = resumed?.elapsed ?? earlier) },
        ...(effects.callbacks ?? []),
      ],
      onEpoch: async (epoch) => {
        const answer = await effects.onEpoch?.(epoch);
        // After the last epoch there is nothing left to save: the run finishes and is tested.
        return answer?.prune && epoch.epoch < config.training.epochs ? { stop: answer.reason } : undefined;
      },
    });
    const outcome = outcomeOf(history);
    const tested = outcome.kind === 'pruned' ? null : await evaluate(trainable, prepared.test);
    if (tested !== null) effects.onTested?.(tested);
    const metrics =
      // A pruned run is not tested: its test part stays unseen, and its numbers are those it was judged by.
      tested === null
        ? epochMetrics(history.epochs.at(-1)?.metrics ?? {})
        : await finalMetrics(trainable, prepared, history, tested);
    const value =
      outcome.kind === 'finished'
        ? objectiveValue(metrics, objective.metric)
        : (metrics[objective.metric]?.value ?? null);
    const artifacts =
      outcome.kind === 'finished' && value !== null
        ? (effects.keep?.({ trainable, prepared, metrics }, value) ?? [])
        : [];
    return {
      outcome,
      value,
      metrics,
      epochs: history.epochs,
      bestEpoch: history.bestEpoch,
      findings: convergenceFindings(history.epochs),
      confusion: tested === null ? null : testConfusion(prepared, tested),
      data: dataFacts(prepared.dataset, prepared.split, prepared),
      environment: captureEnvironment(backend),
      timing: withEarlier(watch.stop(), earlier),
      weightsSha256: weightsSha256(trainable.exportState()),
      artifacts,
    };
  } finally {
    trainable.dispose();
  }
}

/** Time of a run in several processes: what the earlier ones trained counts too. */
function withEarlier(timing: RunResult['timing'], { seconds, cpuSeconds }: Elapsed): RunResult['timing'] {
  return {
    ...timing,
    wallSeconds: timing.wallSeconds + seconds,
    cpuSeconds: timing.cpuSeconds + cpuSeconds,
  };
}

function outcomeOf(history: TrainingHistory): Outcome {
  const { reason, detail } = history.stopped;
  switch (reason) {
    case 'epochs':
    case 'patience':
      return { kind: 'finished' };
    case 'pruned':
      return { kind: 'pruned', atEpoch: Math.max(1, history.epochs.length), reason: detail };
    case 'aborted':
      throw new FailureError('Training was stopped.', { fix: 'Run the same command again to go on.' });
  }
}

/** Of the best epoch's weights, which training left in the model. */
async function finalMetrics(
  trainable: Trainable,
  prepared: Prepared,
  history: TrainingHistory,
  tested: Float32Array,
): Promise<Record<string, Metric>> {
  const metrics: Record<string, Metric> = {};
  const best = history.epochs.find(({ epoch }) => epoch === history.bestEpoch);
  const trainLoss = best?.metrics['train/loss'];
  if (trainLoss !== undefined)
    metrics['train/loss'] = { value: trainLoss, direction: 'minimize', unit: 'nats' };
  for (const part of ['validation', 'test'] as const) {
    if (prepared[part].length === 0) continue;
    const labels = prepared[part].map(({ label }) => label);
    const probabilities = part === 'test' ? tested : await evaluate(trainable, prepared[part]);
    Object.assign(metrics, classificationMetrics(part, labels, probabilities));
  }
  return metrics;
}
