import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseJson } from './stamp.mjs';

const run = promisify(execFile);

/**
 * @typedef {object} Python
 * @property {string} executable absolute path
 * @property {readonly [number, number, number]} version
 * @property {boolean} pip whether `python -m pip` works
 * @property {boolean} venv whether `python -m venv` makes a venv with pip (Debian leaves ensurepip out)
 */

const ASK = `import importlib.util as u, json, sys
has = lambda name: u.find_spec(name) is not None
print(json.dumps([sys.executable, list(sys.version_info[:3]), has("pip"), has("venv") and has("ensurepip")]))`;

/** Names looked for on the PATH, the ordinary one first, then the newest. */
const NAMES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

/**
 * All Pythons 3 found: `SENTILAB_PYTHON`, the PATH, pyenv's versions (newest first), without doubles.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Python[]>}
 */
export async function findPythons(env = process.env) {
  /** @type {Python[]} */
  const found = [];
  for await (const python of pythons(env)) found.push(python);
  return found;
}

/**
 * The first Python of at least this version that has what is needed, or null.
 *
 * @param {{minimum?: readonly [number, number], pip?: boolean, venv?: boolean, env?: NodeJS.ProcessEnv}} [needs]
 *   minimum defaults to 3.11, what today's Jupyter wants
 * @returns {Promise<Python | null>}
 */
export async function findPython({ minimum = [3, 11], pip = false, venv = false, env = process.env } = {}) {
  for await (const python of pythons(env)) {
    const [major, minor] = python.version;
    const isNewEnough = major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
    if (isNewEnough && (!pip || python.pip) && (!venv || python.venv)) return python;
  }
  return null;
}

/**
 * One after the other, since the first is mostly the right one and asking takes time.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {AsyncGenerator<Python>}
 */
async function* pythons(env) {
  /** @type {Set<string>} */
  const seen = new Set();
  for (const candidate of [
    ...(env['SENTILAB_PYTHON'] ? [env['SENTILAB_PYTHON']] : []),
    ...NAMES,
    ...pyenvPythons(env),
  ]) {
    const python = await ask(candidate, env);
    if (python === null || python.version[0] !== 3 || seen.has(python.executable)) continue;
    seen.add(python.executable);
    yield python;
  }
}

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Python | null>}
 */
async function ask(command, env) {
  try {
    const { stdout } = await run(command, ['-c', ASK], { env, timeout: 10_000 });
    const answer = /** @type {[string, [number, number, number], boolean, boolean]} */ (parseJson(stdout));
    const [executable, version, pip, venv] = answer;
    return { executable, version, pip, venv };
  } catch {
    return null; // not there, a shim that leads nowhere, or Python 2
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function pyenvPythons(env) {
  const versions = path.join(env['PYENV_ROOT'] || path.join(os.homedir(), '.pyenv'), 'versions');
  try {
    return fs
      .readdirSync(versions)
      .filter((name) => /^3\.\d+\.\d+$/.test(name))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((name) => path.join(versions, name, 'bin', 'python3'));
  } catch {
    return [];
  }
}
