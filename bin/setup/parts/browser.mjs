import fs from 'node:fs';
import { SetupError } from '../part.mjs';
import { fromRoot } from '../paths.mjs';

const FOLDER = fromRoot('node_modules', '@sparticuz', 'chromium', 'bin');

/** @type {import('../part.mjs').Part} */
export const browser = {
  name: 'browser',
  title: 'Browser for plots',
  why: 'draws plots to files and tests the viewer',
  check() {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      return { ok: true, detail: 'only on Linux x64; plots open in your own browser' };
    const whole = ['chromium.br', 'al2023.tar.br'].every((name) => fs.existsSync(`${FOLDER}/${name}`));
    if (whole) return { ok: true, detail: 'Chromium, inside an npm package' };
    return { ok: false, detail: 'its npm package is missing', fix: 'npm install --no-save' };
  },
  async install() {
    throw new SetupError("The browser's npm package is missing.", { fix: 'npm install --no-save' });
  },
};
