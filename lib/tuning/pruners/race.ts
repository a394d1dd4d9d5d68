import jstat from 'jstat';
import { judgePaired } from './paired-scores.ts';
import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';

export interface RacePrunerOptions {
  /** Prune when the chance that the trial is not worse than the best one is below this. Default 0.05. */
  readonly pThreshold?: number;
  /** So many seeds or folds must be in before anything is pruned, 2 at least. Default 2. */
  readonly startupSteps?: number;
}

/**
 * For trials that are run with several seeds (or over folds): prunes one whose scores are worse than the best trial’s with
 * the same seeds, by Student’s paired test (the races of Birattari et al. 2002). It sees a large difference after two
 * seeds; a test of ranks needs four of them to say anything at all.
 */
export class RacePruner implements Pruner {
  readonly name = 'race';
  readonly #options: Required<RacePrunerOptions>;

  constructor(options: RacePrunerOptions = {}) {
    this.#options = { pThreshold: 0.05, startupSteps: 2, ...options };
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    return judgePaired(trial, others, { ...this.#options, pairs: 'seeds', p: pairedGreater });
  }
}

/** Student’s one-sided test: the chance of differences as large as these, or larger, when their mean is 0. Two at least. */
export function pairedGreater(differences: readonly number[]): number {
  const n = differences.length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / (n - 1);
  if (variance === 0) return mean > 0 ? 0 : 1;
  return jstat.studentt.cdf(-mean / Math.sqrt(variance / n), n - 1);
}
