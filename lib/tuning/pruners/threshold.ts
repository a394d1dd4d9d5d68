import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { isFirstOfInterval, keep, prune, shown } from './reports.ts';

export interface ThresholdPrunerOptions {
  /** Smallest value of the metric that may go on. Default −∞. */
  readonly lower?: number;
  /** Largest one. Default ∞. */
  readonly upper?: number;
  /** The first epochs are never pruned. Default 0. */
  readonly warmupEpochs?: number;
  /** Decide only at every so-many-th epoch after the warm-up. Default 1. */
  readonly intervalEpochs?: number;
}

/** Prunes a trial whose metric leaves a range, as a loss does that explodes (as Optuna’s ThresholdPruner). */
export class ThresholdPruner implements Pruner {
  readonly name = 'threshold';
  readonly #options: Required<ThresholdPrunerOptions>;

  constructor(options: ThresholdPrunerOptions) {
    this.#options = { lower: -Infinity, upper: Infinity, warmupEpochs: 0, intervalEpochs: 1, ...options };
  }

  shouldPrune(trial: PrunerTrial): PruneDecision {
    const { lower, upper, warmupEpochs } = this.#options;
    const last = trial.reports.at(-1);
    if (!last) return keep('Nothing was reported yet.');
    if (last.epoch <= warmupEpochs) return keep(`Epoch ${last.epoch} of ${warmupEpochs} warm-up epochs.`);
    if (!isFirstOfInterval(trial.reports, this.#options)) return keep('Between two decisions.');
    if (last.value === null) return prune(`The value of epoch ${last.epoch} is not a finite number.`);
    const value = trial.maximised ? -last.value : last.value; // the range is of the metric itself
    if (value < lower) return prune(`${shown(value)} at epoch ${last.epoch} is below ${shown(lower)}.`);
    if (value > upper) return prune(`${shown(value)} at epoch ${last.epoch} is above ${shown(upper)}.`);
    return keep(`${shown(value)} at epoch ${last.epoch} is within the range.`);
  }
}
