import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { isFirstOfInterval, keep, minimum, percentile, prune, shown, valueAt } from './reports.ts';

export interface PercentilePrunerOptions {
  /** So many per cent of the trials, the best ones at the same epoch, go on. Default 25. */
  readonly percentile?: number;
  /** No trial is pruned before so many others have finished. Default 5. */
  readonly startupTrials?: number;
  /** The first epochs are never pruned. Default 0. */
  readonly warmupEpochs?: number;
  /** Decide only at every so-many-th epoch after the warm-up. Default 1. */
  readonly intervalEpochs?: number;
  /** So many finished trials must have reported the epoch. Default 1. */
  readonly minTrials?: number;
}

/** Prunes a trial whose best value so far is not among the best per cent of the finished ones there (as Optuna’s PercentilePruner). */
export class PercentilePruner implements Pruner {
  readonly name = 'percentile';
  readonly #options: Required<PercentilePrunerOptions>;

  constructor(options: PercentilePrunerOptions = {}) {
    const defaults = { percentile: 25, startupTrials: 5, warmupEpochs: 0, intervalEpochs: 1, minTrials: 1 };
    this.#options = { ...defaults, ...options };
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    const { percentile: percent, startupTrials, warmupEpochs, minTrials } = this.#options;
    const last = trial.reports.at(-1);
    if (!last) return keep('Nothing was reported yet.');
    const finished = others.filter(({ state }) => state === 'finished');
    if (finished.length < startupTrials)
      return keep(`Only ${finished.length} of ${startupTrials} trials to compare with.`);
    if (last.epoch <= warmupEpochs) return keep(`Epoch ${last.epoch} of ${warmupEpochs} warm-up epochs.`);
    if (!isFirstOfInterval(trial.reports, this.#options)) return keep('Between two decisions.');
    const best = minimum(trial.reports);
    if (best === null) return prune(`No report up to epoch ${last.epoch} is a finite number.`);
    const there = finished.flatMap(({ reports }) => {
      const value = valueAt(reports, last.epoch);
      return value === undefined ? [] : [value];
    });
    const values = there.flatMap((value) => value ?? []);
    if (there.length < minTrials || values.length === 0)
      return keep(`Only ${there.length} of ${minTrials} trials reported epoch ${last.epoch}.`);
    const limit = percentile(values, percent);
    const { maximised } = trial;
    return best > limit
      ? prune(
          `Its best value up to epoch ${last.epoch}, ${shown(best, maximised)}, is not among the best ${percent} % of ${values.length} trials there (${shown(limit, maximised)}).`,
        )
      : keep(`Among the best ${percent} % of ${values.length} trials at epoch ${last.epoch}.`);
  }
}
