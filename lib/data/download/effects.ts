/** What getting data does to the outside, besides files: lines for the person, and a percentage that is overwritten. */
export interface DownloadEffects {
  /** A line that stays. */
  log(line: string): void;
  /** What is being done right now. */
  status?(text: string): void;
}
