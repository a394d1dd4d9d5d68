/** What a benchmark found. */
export interface BenchReport {
  /** Everything, as JSON. */
  readonly json: { readonly [key: string]: unknown };
  /** The same for people, one line each. */
  readonly lines: readonly string[];
}
