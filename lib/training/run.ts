import { evaluationBatches, trainingBatches } from '../data/index.ts';
import type { EncodedExample, EvaluationBatches } from '../data/index.ts';
import { FailureError, UserError } from '../errors/index.ts';
import { FLOAT32_EPSILON, accuracy, logLoss, predictedLabels } from '../evaluation/index.ts';
import type { StepOptions, Trainable } from '../models/index.ts';
import type { EpochRecord } from '../tracking/index.ts';
import { copyWeights } from './best-weights.ts';
import { createBreather, nextTurn } from './breather.ts';
import { chooseOptimizer } from './choose-optimizer.ts';
import { systemClock, type Clock } from './clock.ts';
import type { TrainingConfig } from './config.ts';
import { diverged } from './diverged.ts';
import type { FitEffects, TrainingData } from './effects.ts';
import { predictBatches } from './evaluate.ts';
import { groupsOf } from './groups.ts';
import type { BestEpoch, Checkpoint, StopReason, TrainingHistory } from './history.ts';
import { learningRateAt } from './learning-rate.ts';
import { optionsOfTraining } from './options-of-training.ts';
import { epochsWithoutProgress, validationLosses } from './progress.ts';
import { takeStep } from './take-step.ts';

/** One training on its way. */
export class Run {
  readonly epochs: EpochRecord[];
  best: BestEpoch | null;
  readonly #trainable: Trainable;
  readonly #train: readonly EncodedExample[];
  readonly #config: TrainingConfig;
  readonly #effects: FitEffects;
  readonly #clock: Clock;
  readonly #validationLabels: Int32Array;
  readonly #validationBatches: EvaluationBatches;
  readonly #breathe = createBreather();
  readonly #stepsPerEpoch: number;
  /** Clock readings at which a training that was never interrupted would have begun. */
  readonly #start: { readonly wall: number; readonly cpu: number };

  /** @throws UserError for empty parts, or a checkpoint of another seed */
  constructor(trainable: Trainable, data: TrainingData, config: TrainingConfig, effects: FitEffects) {
    checkStart(data, effects);
    const { from } = effects;
    this.#trainable = trainable;
    this.#train = data.train;
    this.#config = config;
    this.#effects = effects;
    this.#clock = effects.clock ?? systemClock;
    this.#validationLabels = Int32Array.from(data.validation, ({ label }) => label);
    this.#validationBatches = evaluationBatches(data.validation, {
      batchSize: Math.max(128, config.batchSize),
    });
    this.#stepsPerEpoch = Math.ceil(
      Math.ceil(data.train.length / config.batchSize) / (config.accumulate ?? 1),
    );
    this.epochs = from ? [...from.epochs] : [];
    this.best = from?.best ?? null;
    chooseOptimizer(trainable, config);
    if (from) trainable.importState(from.state);
    const last = this.epochs.at(-1);
    this.#start = {
      wall: this.#clock.wall() - (last?.seconds ?? 0),
      cpu: this.#clock.cpu() - (last?.cpuSeconds ?? 0),
    };
  }

  /** Epoch after epoch, until one of the reasons to stop. */
  async train(): Promise<TrainingHistory['stopped']> {
    const { epochs: limit, patience, minDelta } = this.#config;
    for (;;) {
      const waited = epochsWithoutProgress(this.epochs, minDelta);
      if (patience !== null && waited >= patience)
        return stopped('patience', `no better validation loss for ${waited} epochs`);
      if (this.epochs.length >= limit) return stopped('epochs', `all ${limit} epochs done`);
      await nextTurn();
      const epoch = await this.#epoch(this.epochs.length + 1);
      if (!epoch) return stopped('aborted', 'the signal was given');
      const loss = epoch.metrics['validation/loss'] ?? NaN;
      const isBest = this.best === null || loss < this.best.loss;
      if (isBest) this.best = { epoch: epoch.epoch, loss, weights: copyWeights(this.#trainable) };
      this.epochs.push(epoch);
      const answer = await this.#effects.onEpoch?.(epoch, { isBest, checkpoint: () => this.#checkpoint() });
      if (answer) return stopped('pruned', answer.stop);
    }
  }

  /** One pass over the training examples and a look at the validation part; null when the signal was given. */
  async #epoch(number: number): Promise<EpochRecord | null> {
    const { signal } = this.#effects;
    const trained = await this.#pass(number);
    if (trained === null) return null;
    const { step, lossSum } = trained;
    const probabilities = await predictBatches(this.#trainable, this.#validationBatches, this.#breathe);
    if (signal?.aborted) return null;
    const bad = probabilities.find((p) => !Number.isFinite(p));
    if (bad !== undefined) {
      const { learningRate } = this.#config;
      throw diverged('validation probability', bad, { step, epoch: number, learningRate });
    }
    return {
      epoch: number,
      step,
      seconds: Math.max(0, this.#clock.wall() - this.#start.wall),
      cpuSeconds: Math.max(0, this.#clock.cpu() - this.#start.cpu),
      metrics: {
        'train/loss': lossSum / this.#train.length,
        'validation/loss': logLoss(this.#validationLabels, probabilities, FLOAT32_EPSILON),
        'validation/accuracy': accuracy(this.#validationLabels, predictedLabels(probabilities)),
      },
    };
  }

  /** The optimizer steps of one epoch; null when the signal was given. */
  async #pass(epoch: number): Promise<{ readonly step: number; readonly lossSum: number } | null> {
    const { signal, rng } = this.#effects;
    const { batchSize, accumulate = 1 } = this.#config;
    let step = (epoch - 1) * this.#stepsPerEpoch;
    let lossSum = 0;
    // The order depends on seed and epoch alone, so that a checkpoint needs no generator state.
    const batches = trainingBatches(this.#train, { batchSize, rng: rng.split(`epoch-${epoch}`) });
    for (const group of groupsOf(batches, accumulate)) {
      if (signal?.aborted) return null;
      const options = this.#stepOptions(epoch, step);
      const { loss } = takeStep(this.#trainable, group, options);
      step++;
      if (!Number.isFinite(loss))
        throw diverged('training loss', loss, { step, epoch, learningRate: options.learningRate });
      lossSum += loss * group.reduce((rows, { size }) => rows + size, 0);
      await this.#breathe();
    }
    return { step, lossSum };
  }

  /** What the model is told at one step: a function of configuration, step and finished epochs. */
  #stepOptions(epoch: number, step: number): StepOptions {
    const { classWeights, thawAtEpoch = 1 } = this.#effects;
    const totalSteps = this.#config.epochs * this.#stepsPerEpoch;
    const learningRate = learningRateAt(this.#config, step, totalSteps, {
      stepsPerEpoch: this.#stepsPerEpoch,
      validationLosses: validationLosses(this.epochs),
    });
    return {
      learningRate,
      ...optionsOfTraining(this.#config),
      ...(classWeights && { classWeights }),
      ...(epoch < thawAtEpoch && { freezeEmbedding: true }),
    };
  }

  #checkpoint(): Checkpoint {
    if (!this.best) throw new FailureError('There is no checkpoint before the end of the first epoch.');
    return {
      seed: this.#effects.rng.seed,
      epochs: [...this.epochs],
      state: this.#trainable.exportState(),
      best: this.best,
    };
  }
}

function checkStart(data: TrainingData, { from, rng }: FitEffects): void {
  for (const part of ['train', 'validation'] as const)
    if (data[part].length === 0)
      throw new UserError('Training needs examples in both parts.', {
        field: part,
        value: [],
        fix: 'Give the split a larger share for this part, or more data.',
      });
  if (from && from.seed !== rng.seed)
    throw new UserError('A checkpoint goes on with the seed it was made with.', {
      field: 'rng.seed',
      value: rng.seed,
      fix: `Use seed ${from.seed}, or train from the beginning.`,
    });
}

function stopped(reason: StopReason, detail: string): TrainingHistory['stopped'] {
  return { reason, detail };
}
