import { projectRoot } from '../files/node.ts';
import { findSource } from './sources/index.ts';
import type { Dataset } from './types.ts';

/**
 * A data set by name: `rt` (comes with the repository) or `imdb`.
 *
 * @param options.root folder of the project; default the one that the working directory lies in
 * @throws UserError when there is no such data set, or it is not on this machine yet (with the command that gets it)
 */
export function loadDataset(name: string, options: { readonly root?: string } = {}): Dataset {
  return findSource(name).load(options.root ?? projectRoot());
}
