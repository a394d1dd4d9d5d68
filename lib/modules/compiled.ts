import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../files/node.ts';

/**
 * The folder that this code was compiled into, null when it runs as TypeScript (tests, notebooks). The compiler of
 * bin/setup/compile writes the folder in place of the variable, so no child process inherits it.
 */
export const compiledFolder: string | null = process.env['SENTILAB_COMPILED'] ?? null;

/** What the compiler made of a source that it has as an entry: public modules of lib and modules of workers. */
export function compiledFile(folder: string, source: string): string {
  const inside = path.relative(projectRoot(), path.resolve(projectRoot(), source));
  return path.join(folder, inside.replace(/\.ts$/, '.mjs'));
}

/** A module that another process or thread is to run, and the flags of Node that this takes. */
export interface ModuleToRun {
  readonly file: string;
  readonly url: string;
  readonly execArgv: readonly string[];
}

/**
 * How a worker runs a module of lib: the compiled one where this process runs compiled code (and so the same code, even if
 * the sources are edited meanwhile), else the source through tsx.
 *
 * @param source path inside the project, `lib/experiment/worker.ts`; its name ends with `worker.ts`
 */
export function moduleToRun(source: string): ModuleToRun {
  const file =
    compiledFolder === null ? path.join(projectRoot(), source) : compiledFile(compiledFolder, source);
  const execArgv = compiledFolder === null ? ['--import', tsx()] : ['--enable-source-maps'];
  return { file, url: pathToFileURL(file).href, execArgv };
}

/** tsx of the project, wherever the process was started. */
function tsx(): string {
  return pathToFileURL(createRequire(path.join(projectRoot(), 'package.json')).resolve('tsx')).href;
}
