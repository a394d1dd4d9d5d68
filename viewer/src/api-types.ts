import type { Comparison, Experiment, RunRecord } from 'sentilab/tracking';

/** A file that could not be used, and why. */
export interface FileProblem {
  readonly file: string;
  readonly message: string;
}

/** One line of the list of experiments. */
export interface ExperimentSummary {
  readonly name: string;
  readonly title: string;
  readonly state: 'running' | 'finished' | 'unknown';
  readonly runs: number;
  readonly samplers: readonly string[];
  readonly winner: {
    readonly sampler: string;
    readonly metric: string;
    readonly value: number;
    readonly unit: string;
  } | null;
  readonly testAccuracy: number | null;
  /** Start of the last run, UTC. */
  readonly lastRunAt: string | null;
  readonly problems: number;
}

/** GET /api/experiments */
export interface ExperimentsAnswer {
  /** The results folder, for messages that say where to look. */
  readonly root: string;
  readonly experiments: readonly ExperimentSummary[];
}

/** GET /api/experiments/:name */
export interface ExperimentAnswer {
  readonly name: string;
  readonly experiment: Experiment | null;
  readonly runs: readonly RunRecord[];
  readonly comparison: Comparison | null;
  readonly problems: readonly FileProblem[];
}

/** What every endpoint answers with when it cannot. */
export interface ErrorAnswer {
  readonly error: { readonly message: string };
}
