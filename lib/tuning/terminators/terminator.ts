import type { Params } from '../params.ts';

/** What a terminator sees of a finished trial. Values are to be minimised: the study turns the sign of a maximised metric. */
export interface TerminatorTrial {
  readonly number: number;
  readonly params: Params;
  readonly value: number;
  /** What the trial reported of the study's metric, in order: by epoch, or by fold or seed where it is run over several. */
  readonly scores: readonly number[];
}

export interface StopDecision {
  readonly stop: boolean;
  /** In words. */
  readonly reason: string;
}

/** Decides whether a study goes on. A function of the finished trials: it remembers nothing. */
export interface Terminator {
  readonly name: string;
  /** @param trials finished ones, by number */
  shouldStop(trials: readonly TerminatorTrial[]): StopDecision;
}
