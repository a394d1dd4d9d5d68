/** What `npm run data -- check` is told on the command line. */
export interface CheckFlags {
  readonly failOn?: string;
  readonly only?: string[];
  readonly skip?: string[];
  readonly examples?: number;
  readonly options?: string;
  readonly json?: boolean;
}
