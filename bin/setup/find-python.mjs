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
  const candidates = [
    ...(env['SENTILAB_PYTHON'] ? [env['SENTILAB_PYTHON']] : []),
    ...NAMES,
    ...pyenvPythons(env),
  ];
  const asked = await Promise.all(candidates.map((candidate) => ask(candidate, env)));
  const found = asked.filter((python) => python !== null && python.version[0] === 3);
  /** @type {Map<string, Python>} */
  const unique = new Map();
  for (const python of found)
    if (python && !unique.has(python.executable)) unique.set(python.executable, python);
  return [...unique.values()];
}

/**
 * The first Python of at least this version that has what is needed, or null.
 *
 * @param {{minimum?: readonly [number, number], pip?: boolean, venv?: boolean, env?: NodeJS.ProcessEnv}} [needs]
 *   minimum defaults to 3.11, what today's Jupyter wants
 * @returns {Promise<Python | null>}
 */
export async function findPython({ minimum = [3, 11], pip = false, venv = false, env = process.env } = {}) {
  const pythons = await findPythons(env);
  return (
    pythons.find(
      ({ version: [major, minor], pip: hasPip, venv: hasVenv }) =>
        (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) &&
        (!pip || hasPip) &&
        (!venv || hasVenv),
    ) ?? null
  );
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
