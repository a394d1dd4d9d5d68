import type { EpochRecord } from '../tracking/index.ts';
import type { NamedArray, TrainableState } from '../models/index.ts';

/** Why training ended: all epochs done, no progress any more, the caller's signal, or the caller's `onEpoch`. */
export type StopReason = 'epochs' | 'patience' | 'aborted' | 'pruned';

/** The end of a training. */
export interface Stopped {
  readonly reason: StopReason;
  /** In words. */
  readonly detail: string;
}

/** What training leaves behind besides the weights, which are those of the best epoch. */
export interface TrainingHistory {
  /** Every finished epoch: `train/loss`, `validation/loss` (nats) and `validation/accuracy`. */
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the lowest validation loss, the earlier one of equals; null when none was finished. */
  readonly bestEpoch: number | null;
  readonly stopped: Stopped;
}

/** Everything needed to go on, after an epoch or within one, as if nothing had happened. */
export interface Checkpoint {
  /** Seed of the generator: going on with another one would be another training. */
  readonly seed: number;
  readonly epochs: readonly EpochRecord[];
  /** The epoch that follows them. */
  readonly within: EpochProgress;
  /** Weights, their mean if one is kept, optimizer slots and generators after the last step. */
  readonly state: TrainableState;
  /** The best first; empty before the end of the first epoch. */
  readonly best: readonly BestEpoch[];
  /** How long training has taken so far. */
  readonly elapsed: Elapsed;
  /** Why training ended as `pruned` here: it does not go on. Absent: nobody ended it. */
  readonly pruned?: string;
}

/** How far an epoch is. */
export interface EpochProgress {
  /** Optimizer steps taken. */
  readonly steps: number;
  /** Loss in nats, summed over the rows seen. */
  readonly lossSum: number;
  /** Norm of the gradient before clipping, summed over the steps. */
  readonly gradientNormSum: number;
}

/** Time that a training took, in all its processes together. */
export interface Elapsed {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** One of the best epochs so far and its weights. */
export interface BestEpoch {
  readonly epoch: number;
  /** Validation loss in nats. */
  readonly loss: number;
  readonly weights: readonly NamedArray[];
}
