import { pathToFileURL } from 'node:url';
import { compiled, keep } from './compile/compiled.mjs';

/**
 * The commands are TypeScript, compiled when they have changed. Where that cannot be done (no room, no permission, a file
 * that does not parse), tsx runs them one by one, which takes a second or two longer.
 *
 * @param {readonly string[]} argv
 * @param {Pick<import('./part.mjs').Progress, 'line'>} progress
 * @returns {Promise<number>}
 */
export async function commandLine(argv, progress) {
  /** @type {string | null} */
  let folder = null;
  try {
    folder = await compiled();
    keep(folder);
  } catch (error) {
    progress.line(
      `The sources could not be compiled, and run one by one: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  process.setSourceMapsEnabled(true);
  if (folder === null) (await import('tsx/esm/api')).register();
  /** @type {unknown} */
  const module = await import(folder === null ? '../cli.ts' : pathToFileURL(`${folder}/bin/cli.mjs`).href);
  return /** @type {typeof import('../cli.ts')} */ (module).main(argv);
}
