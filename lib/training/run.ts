import { evaluationBatches, trainingBatches } from '../data/index.ts';
import type { EncodedExample, EvaluationBatches } from '../data/index.ts';
import { FLOAT32_EPSILON, accuracy, logLoss, predictedLabels } from '../evaluation/index.ts';
import type { Batch, StepOptions, Trainable } from '../models/index.ts';
import type { EpochRecord } from '../tracking/index.ts';
import { averageShare } from './averaging/average.ts';
import { withEpoch } from './best-epochs.ts';
import { copyWeights } from './best-weights.ts';
import { createBreather, nextTurn } from './breather.ts';
import type { TrainingCallback } from './callbacks/callback.ts';
import { chooseOptimizer } from './choose-optimizer.ts';
import { systemClock, type Clock } from './clock.ts';
import type { TrainingConfig } from './config.ts';
import { diverged } from './diverged.ts';
import type { FitEffects, TrainingData } from './effects.ts';
import { predictBatches } from './evaluate.ts';
import { groupsOf } from './groups.ts';
import type { BestEpoch, Checkpoint, Elapsed, EpochProgress, Stopped } from './history.ts';
import { reasonToStop } from './reason-to-stop.ts';
import { stepOptionsAt } from './step-options-at.ts';
import { takeStep } from './take-step.ts';

const BEGINNING: EpochProgress = { steps: 0, lossSum: 0, gradientNormSum: 0 };

/** One training on its way. */
export class Run {
  readonly epochs: EpochRecord[];
  /** The best first. */
  best: readonly BestEpoch[];
  #within: EpochProgress;
  /** Steps and epochs of the last checkpoint kept. */
  #saved = '';
  /** Why somebody ended this training, in an earlier process too. */
  #pruned: string | null;
  readonly #trainable: Trainable;
  readonly #train: readonly EncodedExample[];
  readonly #config: TrainingConfig;
  readonly #effects: FitEffects;
  readonly #callbacks: readonly TrainingCallback[];
  readonly #clock: Clock;
  readonly #validationLabels: Int32Array;
  readonly #validationBatches: EvaluationBatches;
  readonly #breathe = createBreather();
  readonly #stepsPerEpoch: number;
  /** Clock readings at which a training that was never interrupted would have begun. */
  readonly #start: { readonly wall: number; readonly cpu: number };

  /** @param from a checkpoint that belongs to this training */
  constructor(
    trainable: Trainable,
    data: TrainingData,
    config: TrainingConfig,
    effects: FitEffects,
    from: Checkpoint | null,
  ) {
    this.#trainable = trainable;
    this.#train = data.train;
    this.#config = config;
    this.#effects = effects;
    const { onEpoch, callbacks = [] } = effects;
    this.#callbacks = onEpoch ? [{ onEpoch }, ...callbacks] : callbacks;
    this.#clock = effects.clock ?? systemClock;
    this.#validationLabels = Int32Array.from(data.validation, ({ label }) => label);
    this.#validationBatches = evaluationBatches(data.validation, {
      batchSize: Math.max(128, config.batchSize),
    });
    this.#stepsPerEpoch = Math.ceil(
      Math.ceil(data.train.length / config.batchSize) / (config.accumulate ?? 1),
    );
    this.epochs = from ? [...from.epochs] : [];
    this.best = from?.best ?? [];
    this.#within = from?.within ?? BEGINNING;
    this.#pruned = from?.pruned ?? null;
    chooseOptimizer(trainable, config);
    if (from) trainable.importState(from.state);
    const { seconds = 0, cpuSeconds = 0 } = from?.elapsed ?? {};
    this.#start = { wall: this.#clock.wall() - seconds, cpu: this.#clock.cpu() - cpuSeconds };
    if (from && effects.checkpoints) this.#saved = this.#position();
  }

  /** Epoch after epoch, until one of the reasons to stop. */
  async train(): Promise<Stopped> {
    await this.#begin();
    const stopped = await this.#untilReason();
    await this.#save();
    return stopped;
  }

  async #untilReason(): Promise<Stopped> {
    for (;;) {
      if (this.#pruned !== null) return { reason: 'pruned', detail: this.#pruned };
      const reason = reasonToStop(this.epochs, this.#config);
      if (reason) return reason;
      await nextTurn();
      const trained = await this.#pass();
      const epoch = trained ? await this.#finishEpoch() : null;
      if (!epoch) return { reason: 'aborted', detail: 'the signal was given' };
      this.#pruned = await this.#tell(epoch);
      if (this.#pruned === null && this.epochs.length % (this.#effects.checkpoints?.everyEpochs ?? 1) === 0)
        await this.#save();
    }
  }

  /** The rest of the running epoch's optimizer steps; false when the signal was given. */
  async #pass(): Promise<boolean> {
    const { signal, rng, checkpoints } = this.#effects;
    const { batchSize, lengthNoise, accumulate = 1 } = this.#config;
    // The order depends on seed and epoch alone: a checkpoint needs no generator, and going on skips what is done.
    const batches = trainingBatches(this.#train, {
      batchSize,
      rng: rng.split(`epoch-${this.epochs.length + 1}`),
      ...(lengthNoise !== undefined && { lengthNoise }),
    });
    let index = 0;
    for (const group of groupsOf(batches, accumulate)) {
      if (index++ < this.#within.steps) continue;
      if (signal?.aborted) return false;
      this.#step(group);
      if (checkpoints && this.#steps() % (checkpoints.everySteps ?? Infinity) === 0) await this.#save();
      await this.#breathe();
    }
    return true;
  }

  #step(group: readonly Batch[]): void {
    const options = this.#optionsAt(this.#steps());
    const { learningRate } = options;
    const { loss, gradientNorm } = takeStep(this.#trainable, group, options);
    const epoch = this.epochs.length + 1;
    const rows = group.reduce((sum, { size }) => sum + size, 0);
    const { steps, lossSum, gradientNormSum } = this.#within;
    this.#within = {
      steps: steps + 1,
      lossSum: lossSum + loss * rows,
      gradientNormSum: gradientNormSum + gradientNorm,
    };
    const step = this.#steps();
    if (!Number.isFinite(loss)) throw diverged('training loss', loss, { step, epoch, learningRate });
    const share = averageShare(this.#config, step, this.#stepsPerEpoch);
    if (share !== null) this.#trainable.average?.(share);
    for (const { onStep } of this.#callbacks)
      onStep?.({ epoch, step, rows, loss, gradientNorm, learningRate });
  }

  /** The epoch's end with the mean of the weights in their place, if one is kept. */
  async #finishEpoch(): Promise<EpochRecord | null> {
    this.#trainable.swapAverage?.();
    try {
      return await this.#judge();
    } finally {
      this.#trainable.swapAverage?.();
    }
  }

  /** A look at the validation part; the epoch is one of the finished then. null when the signal was given. */
  async #judge(): Promise<EpochRecord | null> {
    const probabilities = await predictBatches(this.#trainable, this.#validationBatches, this.#breathe);
    if (this.#effects.signal?.aborted) return null;
    const number = this.epochs.length + 1;
    const step = this.#steps();
    const bad = probabilities.find((p) => !Number.isFinite(p));
    if (bad !== undefined) {
      const { learningRate } = this.#config;
      throw diverged('validation probability', bad, { step, epoch: number, learningRate });
    }
    const loss = logLoss(this.#validationLabels, probabilities, FLOAT32_EPSILON);
    const epoch: EpochRecord = {
      epoch: number,
      step,
      ...this.#elapsed(),
      metrics: {
        'train/loss': this.#within.lossSum / this.#train.length,
        'validation/loss': loss,
        'validation/accuracy': accuracy(this.#validationLabels, predictedLabels(probabilities)),
        ...this.#details(),
      },
    };
    const keep = this.#effects.checkpoints?.keepBest ?? 1;
    this.best = withEpoch(this.best, { epoch: number, loss }, keep, () => copyWeights(this.#trainable));
    this.epochs.push(epoch);
    this.#within = BEGINNING;
    return epoch;
  }

  #details(): EpochRecord['metrics'] {
    if (!this.#effects.details) return {};
    const { gradientNormSum, steps } = this.#within;
    return {
      'train/gradient-norm': gradientNormSum / steps,
      'train/learning-rate': this.#optionsAt(this.#steps() - 1).learningRate,
    };
  }

  /** What a step of the running epoch is told. */
  #optionsAt(step: number): StepOptions {
    const place = { step, stepsPerEpoch: this.#stepsPerEpoch, epochs: this.epochs };
    return stepOptionsAt(this.#config, place, this.#effects);
  }

  async #begin(): Promise<void> {
    const step = this.#steps();
    const resumed = step > 0 ? { epochs: this.epochs.length, step, elapsed: this.#elapsed() } : null;
    for (const { onTrainStart } of this.#callbacks)
      await onTrainStart?.({
        config: this.#config,
        examples: this.#train.length,
        stepsPerEpoch: this.#stepsPerEpoch,
        totalSteps: this.#config.epochs * this.#stepsPerEpoch,
        resumed,
      });
  }

  /** Tells the callbacks of an epoch. Returns why training is to end, or null. */
  async #tell(epoch: EpochRecord): Promise<string | null> {
    const isBest = this.best[0]?.epoch === epoch.epoch;
    let stop: string | null = null;
    for (const { onEpoch } of this.#callbacks) {
      const answer = await onEpoch?.(epoch, { isBest, checkpoint: () => this.#checkpoint() });
      if (answer) stop ??= answer.stop;
    }
    return stop;
  }

  /** Keeps a checkpoint of where training is, unless it is kept already. */
  async #save(): Promise<void> {
    const { checkpoints } = this.#effects;
    const step = this.#steps();
    if (!checkpoints || step === 0 || this.#saved === this.#position()) return;
    const place = checkpoints.save(this.#checkpoint(), step);
    this.#saved = this.#position();
    for (const { onCheckpoint } of this.#callbacks)
      await onCheckpoint?.({ epochs: this.epochs.length, step, place });
  }

  #checkpoint(): Checkpoint {
    return {
      seed: this.#effects.rng.seed,
      epochs: [...this.epochs],
      within: this.#within,
      state: this.#trainable.exportState(),
      best: this.best,
      elapsed: this.#elapsed(),
      ...(this.#pruned !== null && { pruned: this.#pruned }),
    };
  }

  /** Optimizer steps taken, in all epochs. */
  #steps(): number {
    return this.epochs.length * this.#stepsPerEpoch + this.#within.steps;
  }

  #position(): string {
    return `${this.epochs.length}/${this.#within.steps}`;
  }

  #elapsed(): Elapsed {
    return {
      seconds: Math.max(0, this.#clock.wall() - this.#start.wall),
      cpuSeconds: Math.max(0, this.#clock.cpu() - this.#start.cpu),
    };
  }
}
