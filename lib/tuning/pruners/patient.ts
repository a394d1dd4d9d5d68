import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { keep, minimum, prune } from './reports.ts';

export interface PatientPrunerOptions {
  /** So many more reports without a better value are tolerated. */
  readonly patience: number;
  /** A value counts as no better when it is not better by more than this. Default 0. */
  readonly minDelta?: number;
}

/**
 * Prunes a trial that does not get better any more; with another pruner inside, only then asks that one (as Optuna’s
 * PatientPruner).
 */
export class PatientPruner implements Pruner {
  readonly name = 'patient';
  readonly #options: Required<PatientPrunerOptions>;
  readonly #inner: Pruner | null;

  /** @param inner has the last word; default: none, the trial is pruned */
  constructor(options: PatientPrunerOptions, inner: Pruner | null = null) {
    this.#options = { minDelta: 0, ...options };
    this.#inner = inner;
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    const { patience, minDelta } = this.#options;
    // A report of an epoch that was reported before replaces it.
    const byEpoch = [...new Map(trial.reports.map((report) => [report.epoch, report])).values()];
    byEpoch.sort((a, b) => a.epoch - b.epoch);
    if (byEpoch.length <= patience + 1)
      return keep(`Only ${byEpoch.length} reports, patience is ${patience}.`);
    const before = minimum(byEpoch.slice(0, -patience - 1));
    const after = minimum(byEpoch.slice(-patience - 1));
    if (before === null || after === null || !(before + minDelta < after))
      return keep(`It got better within the last ${patience + 1} reports.`);
    return (
      this.#inner?.shouldPrune(trial, others) ??
      prune(`It did not get better in the last ${patience + 1} reports.`)
    );
  }
}
