import { findPython, findPythons } from '../find-python.mjs';
import { SetupError } from '../part.mjs';
import { installCommand } from '../which.mjs';

/** @type {import('../part.mjs').Part} */
export const python = {
  name: 'python',
  title: 'Python',
  why: 'Jupyter runs on it (3.11 or newer)',
  async check() {
    const found = await findPython();
    if (found) return { ok: true, detail: `${found.version.join('.')} at ${found.executable}` };
    const others = (await findPythons()).map(({ version }) => version.join('.'));
    const seen = others.length === 0 ? '' : `; found only ${others.join(', ')}`;
    return {
      ok: false,
      detail: `no Python 3.11 or newer found${seen}`,
      fix: `${installCommand('python')}, or set SENTILAB_PYTHON to one`,
    };
  },
  async install() {
    const { detail, fix } = await python.check();
    throw new SetupError(`Python is missing: ${detail}.`, fix === undefined ? {} : { fix });
  },
};
