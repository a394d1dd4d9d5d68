import jstat from 'jstat';
import { pairedScores } from './paired-scores.ts';
import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { keep, prune } from './reports.ts';

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
    const { pThreshold, startupSteps } = this.#options;
    const paired = pairedScores(trial, others);
    if ('reason' in paired) return keep(paired.reason);
    const { best, differences } = paired;
    if (differences.length < Math.max(2, startupSteps))
      return keep(`Only ${differences.length} seeds to compare with trial ${best.number}.`);
    const p = pairedGreater(differences);
    const how = `p = ${p.toPrecision(3)} over ${differences.length} seeds`;
    return p < pThreshold
      ? prune(`Worse than trial ${best.number}, the best one (${how}).`)
      : keep(`Not clearly worse than trial ${best.number} (${how}).`);
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
