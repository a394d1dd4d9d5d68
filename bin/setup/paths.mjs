import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project: where this file's checkout lies, wherever the command was typed. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * A path inside the project.
 * @param {...string} parts
 */
export function fromRoot(...parts) {
  return path.join(root, ...parts);
}

/** Where proofs of finished steps are kept. Inside node_modules, so that they vanish together with what they prove. */
export const stampFolder = fromRoot('node_modules', '.sentilab');

/**
 * Downloads and builds that all clones of a person share: `SENTILAB_CACHE`, else `$XDG_CACHE_HOME/sentilab`,
 * else `~/.cache/sentilab`.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(env = process.env) {
  if (env['SENTILAB_CACHE']) return path.resolve(env['SENTILAB_CACHE']);
  return path.join(env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'sentilab');
}
