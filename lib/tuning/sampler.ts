import type { Dimension } from './dimensions/dimension.ts';
import type { ParamValue, Params } from './params.ts';

/** Where a suggestion came from: the prior (uniform draw, grid cell, start-up trial) or a model fitted to results. */
export type ProposedBy = 'prior' | 'model';

/** What a sampler may know of a trial. Values are to be minimised: the study turns the sign of a maximised metric. */
export interface ObservedTrial<P extends Params = Params> {
  readonly number: number;
  readonly params: P;
  /** In a study defined by running it: what each parameter was asked for with. */
  readonly dimensions?: Readonly<Record<string, Dimension>>;
  /** Final objective value of a finished trial; for a pruned one its last reported value; null for a failed one. */
  readonly value: number | null;
  /** All values of a finished trial in a study of several objectives, each to be minimised; `value` is the first. */
  readonly values?: readonly number[];
  readonly state: 'finished' | 'pruned' | 'failed';
  /** Last reported epoch of a pruned trial: values of pruned trials compare only at the same epoch. */
  readonly epoch?: number;
}

/** A trial that is still running: its parameters are known, its value is not. */
export interface ActiveTrial<P extends Params = Params> {
  readonly number: number;
  readonly params: P;
}

export interface Suggestion<P extends Params = Params> {
  readonly params: P;
  readonly proposedBy: ProposedBy;
}

/**
 * Proposes parameters. A sampler never touches the study's storage: it is told everything by `update` and must be a
 * function of (space, seed, calls so far), so that the same calls give the same suggestions in another process.
 * Seed and space go into the constructor.
 */
export interface Sampler<P extends Params = Params> {
  readonly name: string;
  /** Up to `count` suggestions; fewer (or none) when the sampler is exhausted, as a grid is at its end. */
  suggest(count: number): Suggestion<P>[];
  /** Trials that completed since the last call, and all that are running now. */
  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void;
  /** The value of a parameter that a running trial asks for; only where nothing is known of the space beforehand. */
  suggestParam?(trial: ActiveTrial<P>, name: string, dimension: Dimension): ParamValue;
}
