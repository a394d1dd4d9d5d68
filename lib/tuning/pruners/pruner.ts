/** One epoch's value of the pruning metric, to be minimised (the study turns the sign of a maximised one). */
export interface IntermediateValue {
  /** Counted from 1. */
  readonly epoch: number;
  /** null when it was not a finite number. */
  readonly value: number | null;
}

/** What a pruner may know of a trial. */
export interface PrunerTrial {
  readonly number: number;
  readonly state: 'running' | 'finished' | 'pruned';
  /** In the order they were reported. */
  readonly reports: readonly IntermediateValue[];
  /** The objective of a finished trial, to be minimised. */
  readonly value?: number;
  /** The study maximises: values here are the negated ones. */
  readonly maximised?: true;
}

export interface PruneDecision {
  readonly prune: boolean;
  /** In words, for the record and for people. */
  readonly reason: string;
}

/** Decides after each report whether a trial is worth going on with. A pure function of what it is given. */
export interface Pruner {
  readonly name: string;
  /** @param others all other trials of the study that reported something */
  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision;
}
