import type { RunRecord } from '../tracking/index.ts';
import type { Results } from '../tracking/node.ts';

/** The records of one experiment: read once, then kept up to date by what is written. */
export class SweepRecords {
  /** Files that could not be read. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  readonly #results: Results;
  readonly #byId: Map<string, RunRecord>;

  constructor(results: Results, experiment: string) {
    const { runs, problems } = results.readRuns(experiment);
    this.problems = problems;
    this.#results = results;
    this.#byId = new Map(runs.map((run) => [run.id, run]));
  }

  get byId(): ReadonlyMap<string, RunRecord> {
    return this.#byId;
  }

  /** In the order the runs started, as they are read from the folder. */
  get all(): readonly RunRecord[] {
    return [...this.#byId.values()].sort(
      (a, b) => compareText(a.timing.startedAt, b.timing.startedAt) || compareText(a.id, b.id),
    );
  }

  /** Durable when it returns. */
  write(record: RunRecord): void {
    this.#results.writeRun(record);
    this.#byId.set(record.id, record);
  }

  /** A record that somebody else wrote meanwhile. */
  know(record: RunRecord): void {
    this.#byId.set(record.id, record);
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
