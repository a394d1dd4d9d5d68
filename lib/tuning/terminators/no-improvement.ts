import type { StopDecision, Terminator, TerminatorTrial } from './terminator.ts';

export interface NoImprovementOptions {
  /** So many finished trials in a row may be without a better value. Default 30. */
  readonly trials?: number;
  /** Better means better by more than this. Default 0. */
  readonly minDelta?: number;
}

/** Stops after so many finished trials without a better value (Optuna's BestValueStagnationEvaluator). */
export class NoImprovementTerminator implements Terminator {
  readonly name = 'no-improvement';
  readonly #options: Required<NoImprovementOptions>;

  constructor(options: NoImprovementOptions = {}) {
    this.#options = { trials: 30, minDelta: 0, ...options };
  }

  shouldStop(trials: readonly TerminatorTrial[]): StopDecision {
    const { trials: patience, minDelta } = this.#options;
    let best: TerminatorTrial | null = null;
    let since = 0;
    for (const trial of trials)
      if (best === null || trial.value < best.value - minDelta) {
        best = trial;
        since = 0;
      } else since++;
    if (best === null) return { stop: false, reason: 'No trial has finished yet.' };
    const than = minDelta > 0 ? `better by more than ${minDelta} than` : 'better than';
    const reason = `None of the last ${since} finished trials is ${than} trial ${best.number}`;
    return since >= patience
      ? { stop: true, reason: `${reason}.` }
      : { stop: false, reason: `${reason}; ${patience} would stop the study.` };
  }
}
