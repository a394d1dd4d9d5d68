import { erfc } from '../samplers/tpe/normal.ts';
import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { judgePaired } from './paired-scores.ts';
import { signedRankGreater } from './signed-rank.ts';

export interface WilcoxonPrunerOptions {
  /** Prune when the chance that the trial is not worse than the best one is below this. Default 0.1. */
  readonly pThreshold?: number;
  /** So many folds must be in before anything is pruned, 2 at least. Default 2. */
  readonly startupSteps?: number;
}

/**
 * For trials that report fold by fold (or data set by data set) instead of epoch by epoch: prunes a trial whose folds are
 * worse than the same folds of the best trial by Wilcoxon’s signed-rank test (as Optuna’s WilcoxonPruner). The objective
 * should be the mean over the folds.
 */
export class WilcoxonPruner implements Pruner {
  readonly name = 'wilcoxon';
  readonly #options: Required<WilcoxonPrunerOptions>;

  constructor(options: WilcoxonPrunerOptions = {}) {
    this.#options = { pThreshold: 0.1, startupSteps: 2, ...options };
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    return judgePaired(trial, others, {
      ...this.#options,
      pairs: 'folds',
      p: (differences) => signedRankGreater(differences, (z) => erfc(z / Math.SQRT2) / 2),
      // Mean against mean: a test of ranks may see it otherwise.
      spared: ({ best, bestMean, mean }) =>
        bestMean >= mean ? `Its mean is not worse than that of trial ${best.number}.` : null,
    });
  }
}
