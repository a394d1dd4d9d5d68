import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { isFirstOfInterval, keep, minimum, percentile, prune, shown, valueAt } from './reports.ts';

export interface MedianPrunerOptions {
  /** No trial is pruned before so many others can be compared with. Default 5. */
  readonly startupTrials?: number;
  /** The first epochs are never pruned. Default 0. */
  readonly warmupEpochs?: number;
  /** Decide only at every so-many-th epoch after the warm-up. Default 1. */
  readonly intervalEpochs?: number;
  /**
   * Whom to compare with: `finished` trials alone, as Optuna's MedianPruner does, or all that `reported` this epoch,
   * running and pruned ones too, which prunes earlier in a parallel study and less strictly late in it. Default `finished`.
   */
  readonly among?: 'finished' | 'reported';
}

/**
 * Prunes a trial whose best value so far is worse than the median of the others at the same epoch (Golovin et al. 2017,
 * as Optuna's MedianPruner decides it).
 */
export class MedianPruner implements Pruner {
  readonly name = 'median';
  readonly #options: Required<MedianPrunerOptions>;

  constructor(options: MedianPrunerOptions = {}) {
    this.#options = { startupTrials: 5, warmupEpochs: 0, intervalEpochs: 1, among: 'finished', ...options };
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    const { startupTrials, warmupEpochs, among } = this.#options;
    const last = trial.reports.at(-1);
    if (!last) return keep('Nothing was reported yet.');
    const peers = others.filter(({ state }) => among === 'reported' || state === 'finished');
    const values = peers.flatMap(({ reports }) => valueAt(reports, last.epoch) ?? []);
    const known = among === 'finished' ? peers.length : values.length;
    if (known < startupTrials) return keep(`Only ${known} of ${startupTrials} trials to compare with.`);
    if (last.epoch <= warmupEpochs) return keep(`Epoch ${last.epoch} of ${warmupEpochs} warm-up epochs.`);
    if (!isFirstOfInterval(trial.reports, this.#options)) return keep('Between two decisions.');
    const best = minimum(trial.reports);
    if (best === null) return prune(`No report up to epoch ${last.epoch} is a finite number.`);
    if (values.length === 0) return keep(`No other trial reported epoch ${last.epoch}.`);
    const middle = percentile(values, 50);
    const { maximised } = trial;
    return best > middle
      ? prune(
          `Its best value up to epoch ${last.epoch}, ${shown(best, maximised)}, is worse than the median of ${values.length} trials there, ${shown(middle, maximised)}.`,
        )
      : keep(`Not worse than the median of ${values.length} trials at epoch ${last.epoch}.`);
  }
}
