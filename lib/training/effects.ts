import type { EncodedExample } from '../data/index.ts';
import type { Rng } from '../random/index.ts';
import type { TrainingCallback } from './callbacks/callback.ts';
import type { CheckpointStore } from './checkpoint/store.ts';
import type { Clock } from './clock.ts';
import type { Checkpoint } from './history.ts';

/** What is trained on, and what training is judged by. */
export interface TrainingData {
  readonly train: readonly EncodedExample[];
  /** Decides when to stop and which epoch was the best; the model never learns from it. */
  readonly validation: readonly EncodedExample[];
}

/** What training takes from outside besides model, data and configuration. */
export interface FitEffects {
  /** Decides the order of the examples in each epoch. (Dropout has the model's own generator.) */
  readonly rng: Rng;
  /** Called and awaited after each epoch, before the callbacks; a `StopRequest` ends training as `pruned`. */
  readonly onEpoch?: NonNullable<TrainingCallback['onEpoch']>;
  /** Follow the training step by step. Default none. */
  readonly callbacks?: readonly TrainingCallback[];
  /** Weights of the two classes in the loss; default 1 and 1. */
  readonly classWeights?: readonly [negative: number, positive: number];
  /** The word vectors are left alone before this epoch (counted from 1). Default 1: trained from the start. */
  readonly thawAtEpoch?: number;
  /** Ends training as `aborted` at the next step. */
  readonly signal?: AbortSignal;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Goes on after this checkpoint: the steps that follow are those of a training that was never interrupted. */
  readonly from?: Checkpoint;
  /**
   * Where checkpoints are kept, and taken from: training goes on after the newest one there, and writes one when the
   * signal ends it. Default: none are.
   */
  readonly checkpoints?: CheckpointStore;
  /** Adds `train/learning-rate` (of the last step) and `train/gradient-norm` (mean, before clipping) to every epoch. Default false. */
  readonly details?: boolean;
}
