import type { EncodedExample } from '../data/index.ts';
import type { Rng } from '../random/index.ts';
import type { EpochRecord } from '../tracking/index.ts';
import type { Clock } from './clock.ts';
import type { Checkpoint } from './history.ts';

/** What is trained on, and what training is judged by. */
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

/** What training takes from outside besides model, data and configuration. */
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
