import process from 'node:process';
import { projectRoot } from '../files/node.ts';
import { hashOf } from '../hash/index.ts';
import { chooseBackend } from '../runtime/node.ts';
import { reachedCode } from './reuse/reached-code.ts';

/**
 * What must be equal on all machines of a sweep, so that a trial's result does not depend on which of them trained it: the
 * sources that trials run through, the backend, and the version of each package.
 */
export async function codeVersion(): Promise<Readonly<Record<string, string>>> {
  const { files, packages } = await reachedCode();
  const backend = chooseBackend({ root: projectRoot(), wish: process.env['SENTILAB_BACKEND'] });
  return { ...packages, sources: hashOf(files).slice(0, 12), backend };
}
