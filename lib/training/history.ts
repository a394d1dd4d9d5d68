import type { EpochRecord } from '../tracking/index.ts';
import type { NamedArray, TrainableState } from '../models/index.ts';

/** Why training ended: all epochs done, no progress any more, the caller's signal, or the caller's `onEpoch`. */
export type StopReason = 'epochs' | 'patience' | 'aborted' | 'pruned';

/** What training leaves behind besides the weights, which are those of the best epoch. */
export interface TrainingHistory {
  /** Every finished epoch: `train/loss`, `validation/loss` (nats) and `validation/accuracy`. */
  readonly epochs: readonly EpochRecord[];
  /** The epoch with the lowest validation loss, the earlier one of equals; null when none was finished. */
  readonly bestEpoch: number | null;
  readonly stopped: {
    readonly reason: StopReason;
    /** In words. */
    readonly detail: string;
  };
}

/** Everything needed to go on after an epoch as if nothing had happened. */
export interface Checkpoint {
  /** Seed of the generator: going on with another one would be another training. */
  readonly seed: number;
  readonly epochs: readonly EpochRecord[];
  /** Weights, optimizer slots and generators after the last of `epochs`. */
  readonly state: TrainableState;
  readonly best: BestEpoch;
}

/** The best epoch so far and its weights. */
export interface BestEpoch {
  readonly epoch: number;
  readonly loss: number;
  readonly weights: readonly NamedArray[];
}
