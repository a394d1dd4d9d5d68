import { evaluationBatches, trainingBatches } from '../data/index.ts';
import type { EncodedExample, EvaluationBatches } from '../data/index.ts';
import { FailureError, UserError } from '../errors/index.ts';
import { FLOAT32_EPSILON, accuracy, logLoss, predictedLabels } from '../evaluation/index.ts';
import type { Trainable } from '../models/index.ts';
import type { Rng } from '../random/index.ts';
import { parseConfig } from '../config/index.ts';
import type { EpochRecord } from '../tracking/index.ts';
import { copyWeights, restoreWeights } from './best-weights.ts';
import { createBreather, nextTurn } from './breather.ts';
import { systemClock, type Clock } from './clock.ts';
import { trainingConfigSchema, type TrainingConfig, type TrainingConfigInput } from './config.ts';
import { predictBatches } from './evaluate.ts';
import type { BestEpoch, Checkpoint, StopReason, TrainingHistory } from './history.ts';
import { learningRateAt } from './learning-rate.ts';

export interface TrainingData {
  readonly train: readonly EncodedExample[];
  /** Decides when to stop and which epoch was the best; the model never learns from it. */
  readonly validation: readonly EncodedExample[];
}

/** What `onEpoch` may ask for besides the epoch's numbers. */
export interface EpochContext {
  /** Whether this epoch is the best so far. */
  readonly isBest: boolean;
  /** Everything needed to go on from here later; made only when asked for. */
  checkpoint(): Checkpoint;
}

/** An answer of `onEpoch` that ends training: `{ stop: 'worse than the median of 5 trials' }`. */
export interface StopRequest {
  readonly stop: string;
}

export interface FitEffects {
  /** Decides the order of the examples in each epoch. (Dropout has the model's own generator.) */
  readonly rng: Rng;
  /** Called and awaited after each epoch; a `StopRequest` ends training as `pruned`. */
  readonly onEpoch?: (
    epoch: EpochRecord,
    context: EpochContext,
  ) => StopRequest | undefined | void | Promise<StopRequest | undefined | void>;
  /** Weights of the two classes in the loss; default 1 and 1. */
  readonly classWeights?: readonly [negative: number, positive: number];
  /** The word vectors are left alone before this epoch (counted from 1). Default 1: trained from the start. */
  readonly thawAtEpoch?: number;
  /** Ends training as `aborted` at the next step. */
  readonly signal?: AbortSignal;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Goes on after this checkpoint: the epochs that follow are those of a training that was never interrupted. */
  readonly from?: Checkpoint;
}

/**
 * Trains a model and leaves it with the weights of its best epoch, the one with the lowest validation loss.
 *
 * @param config any part of `trainingConfigSchema`; the rest takes its defaults
 * @throws UserError for a bad configuration or empty parts
 * @throws FailureError when the loss is no finite number any more
 */
export async function fit(
  trainable: Trainable,
  data: TrainingData,
  config: TrainingConfigInput,
  effects: FitEffects,
): Promise<TrainingHistory> {
  const run = new Run(trainable, data, parseConfig(trainingConfigSchema, config, 'training'), effects);
  const stopped = await run.train();
  if (run.best) restoreWeights(trainable, run.best.weights);
  return { epochs: run.epochs, bestEpoch: run.best?.epoch ?? null, stopped };
}

/** One training on its way. */
class Run {
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

  constructor(trainable: Trainable, data: TrainingData, config: TrainingConfig, effects: FitEffects) {
    for (const part of ['train', 'validation'] as const)
      if (data[part].length === 0)
        throw new UserError('Training needs examples in both parts.', {
          field: part,
          value: [],
          fix: 'Give the split a larger share for this part, or more data.',
        });
    const { from, rng } = effects;
    if (from && from.seed !== rng.seed)
      throw new UserError('A checkpoint goes on with the seed it was made with.', {
        field: 'rng.seed',
        value: rng.seed,
        fix: `Use seed ${from.seed}, or train from the beginning.`,
      });
    this.#trainable = trainable;
    this.#train = data.train;
    this.#config = config;
    this.#effects = effects;
    this.#clock = effects.clock ?? systemClock;
    this.#validationLabels = Int32Array.from(data.validation, ({ label }) => label);
    this.#validationBatches = evaluationBatches(data.validation, {
      batchSize: Math.max(128, config.batchSize),
    });
    this.#stepsPerEpoch = Math.ceil(data.train.length / config.batchSize);
    this.epochs = from ? [...from.epochs] : [];
    this.best = from?.best ?? null;
    if (from) trainable.importState(from.state);
    const last = this.epochs.at(-1);
    this.#start = {
      wall: this.#clock.wall() - (last?.seconds ?? 0),
      cpu: this.#clock.cpu() - (last?.cpuSeconds ?? 0),
    };
  }

  async train(): Promise<TrainingHistory['stopped']> {
    const { epochs: limit, patience } = this.#config;
    for (;;) {
      const waited = this.#epochsWithoutProgress();
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
    const { signal, rng, classWeights, thawAtEpoch = 1 } = this.#effects;
    const special = {
      ...(classWeights && { classWeights }),
      ...(number < thawAtEpoch && { freezeEmbedding: true }),
    };
    const { batchSize, clipNorm, epochs } = this.#config;
    let step = (number - 1) * this.#stepsPerEpoch;
    let lossSum = 0;
    // The order depends on seed and epoch alone, so that a checkpoint needs no generator state.
    for (const batch of trainingBatches(this.#train, { batchSize, rng: rng.split(`epoch-${number}`) })) {
      if (signal?.aborted) return null;
      const learningRate = learningRateAt(this.#config, step, epochs * this.#stepsPerEpoch);
      const { loss } = this.#trainable.step(batch, { learningRate, clipNorm, ...special });
      step++;
      if (!Number.isFinite(loss)) throw diverged('training loss', loss, step, number, learningRate);
      lossSum += loss * batch.size;
      await this.#breathe();
    }
    const probabilities = await predictBatches(this.#trainable, this.#validationBatches, this.#breathe);
    if (signal?.aborted) return null;
    const bad = probabilities.find((p) => !Number.isFinite(p));
    if (bad !== undefined)
      throw diverged('validation probability', bad, step, number, this.#config.learningRate);
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

  /** Epochs since the validation loss last fell by more than minDelta. */
  #epochsWithoutProgress(): number {
    let reference = Infinity;
    let waited = 0;
    for (const { metrics } of this.epochs) {
      const loss = metrics['validation/loss'] ?? NaN;
      if (loss < reference - this.#config.minDelta) {
        reference = loss;
        waited = 0;
      } else waited++;
    }
    return waited;
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

function stopped(reason: StopReason, detail: string): TrainingHistory['stopped'] {
  return { reason, detail };
}

function diverged(
  what: string,
  value: number,
  step: number,
  epoch: number,
  learningRate: number,
): FailureError {
  return new FailureError(
    `Training diverged: the ${what} is ${value} at step ${step} (epoch ${epoch}, learning rate ${learningRate}).`,
    { field: 'training.learningRate', fix: 'Lower the learning rate or the clip norm.' },
  );
}
