import type { Comparison, Experiment } from 'sentilab/tracking';
import type { PackedRuns } from './data/packed.ts';

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
  /** Best value after each trial over all samplers, thinned to at most 40 points. */
  readonly bestSoFar: readonly number[];
}

/** GET /api/experiments */
export interface ExperimentsAnswer {
  /** The results folder, for messages that say where to look. */
  readonly root: string;
  readonly experiments: readonly ExperimentSummary[];
}

/** GET /api/experiments/:name?value=…&since=VERSION */
export interface ExperimentAnswer {
  readonly name: string;
  readonly experiment: Experiment | null;
  /** null with what is new alone: then it is at /comparison. */
  readonly comparison: Comparison | null;
  readonly problems: readonly FileProblem[];
  /** Hand it in as `since` to get only what is new. */
  readonly version: string;
  /** Whether `runs` holds only what is new; else all of them. */
  readonly partial: boolean;
  readonly runs: PackedRuns;
}

/** One thing that a training said. GET /api/experiments/:name/log has the last ones. */
export interface LogLine {
  /** UTC, ISO 8601. */
  readonly time: string;
  readonly level: string;
  readonly message: string;
}

/** What every endpoint answers with when it cannot. */
export interface ErrorAnswer {
  readonly error: { readonly message: string };
}
