import type { EpochRecord } from '../../tracking/index.ts';
import type { TrainingConfig } from '../config.ts';
import type { Checkpoint, Elapsed, TrainingHistory } from '../history.ts';

/** A training at its beginning. */
export interface TrainingStart {
  readonly config: TrainingConfig;
  /** Examples that are trained on. */
  readonly examples: number;
  readonly stepsPerEpoch: number;
  /** Of the whole training if nothing stops it early. */
  readonly totalSteps: number;
  /** Where a checkpoint goes on; null for a training from the beginning. */
  readonly resumed: ResumedAt | null;
}

/** The place of a checkpoint. */
export interface ResumedAt {
  /** Finished epochs. */
  readonly epochs: number;
  /** Optimizer steps taken, in all epochs. */
  readonly step: number;
  readonly elapsed: Elapsed;
}

/** One optimizer step. */
export interface StepReport {
  /** From 1. */
  readonly epoch: number;
  /** From 1, counted over all epochs. */
  readonly step: number;
  /** Examples of this step. */
  readonly rows: number;
  /** What was minimised, in nats, before the update. */
  readonly loss: number;
  /** Before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
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

/** A checkpoint that was written. */
export interface SavedCheckpoint {
  /** Finished epochs. */
  readonly epochs: number;
  /** Optimizer steps taken, in all epochs. */
  readonly step: number;
  /** Where it is. */
  readonly place: string;
}

type Answer<T> = T | Promise<T>;

/**
 * Something that follows a training. Every member may be left out; those of several callbacks are called in their order.
 * Callbacks see numbers, and change nothing but when training ends: the same training with others has the same bits.
 */
export interface TrainingCallback {
  readonly onTrainStart?: (start: TrainingStart) => Answer<void>;
  /** After each optimizer step. Not awaited: it must be quick. */
  readonly onStep?: (step: StepReport) => void;
  /** Called and awaited after each epoch; a `StopRequest` ends training as `pruned`. */
  readonly onEpoch?: (epoch: EpochRecord, context: EpochContext) => Answer<StopRequest | undefined | void>;
  readonly onCheckpoint?: (saved: SavedCheckpoint) => Answer<void>;
  /** The model has the weights of the best epoch by then. Not called when training throws. */
  readonly onEnd?: (history: TrainingHistory) => Answer<void>;
}
