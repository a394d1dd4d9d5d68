/** What the command line tells a benchmark. */
export interface BenchOptions {
  /** Threads one operation may use. */
  readonly threads: number;
  /** Measurements per contestant. */
  readonly repetitions: number;
  /** Told while it runs, one line at a time. */
  readonly log: (line: string) => void;
}

/** What a benchmark found. */
export interface BenchReport {
  /** Everything, as JSON. */
  readonly json: { readonly [key: string]: unknown };
  /** The same for people, one line each. */
  readonly lines: readonly string[];
}

/** Measures us beside others. */
export interface Bench {
  /** One line for `--help`. */
  readonly summary: string;
  run(options: BenchOptions): Promise<BenchReport>;
}
