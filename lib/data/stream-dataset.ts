import { projectRoot } from '../files/node.ts';
import type { SourceConfigInput } from './source-config.ts';
import { resolveSource, sourceOf } from './sources/index.ts';
import type { Example } from './types.ts';

export interface StreamDatasetOptions {
  /** Folder of the project; default the one that the working directory lies in. */
  readonly root?: string;
  /** Ends the reading; files are closed and the loop throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The examples of a data set one at a time, in their order, without holding them all: the next record is read when it is
 * asked for. Unlike `loadDataset` it cannot tell whether an id comes twice.
 *
 * @throws UserError as `loadDataset`; a bad record throws when it is reached
 */
export function streamDataset(source: SourceConfigInput, options: StreamDatasetOptions = {}): AsyncIterable<Example> {
  const config = resolveSource(source);
  const { root = projectRoot(), signal } = options;
  return sourceOf(config).stream(config, { root, ...(signal && { signal }) });
}
