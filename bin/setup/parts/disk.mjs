import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../part.mjs';
import { cacheFolder, root, stampFolder } from '../paths.mjs';

const GB = 1e9;
/** What the whole set-up needs at its peak, measured: packages 0.7, TensorFlow with its download 2.1, notebooks 0.3. */
const TO_INSTALL = 3.1 * GB;
/** Room for results once everything is installed. */
const TO_WORK = 0.3 * GB;

/** @type {import('../part.mjs').Part} */
export const disk = {
  name: 'disk',
  title: 'Disk',
  why: 'room for packages, TensorFlow and results',
  check() {
    const isInstalled = ['native', 'wasm'].some((kind) =>
      fs.existsSync(path.join(stampFolder, `${kind}.json`)),
    );
    const needed = isInstalled ? TO_WORK : TO_INSTALL;
    const tight = [root, cacheFolder()]
      .map((folder) => ({ folder, free: freeBytes(folder) }))
      .find(({ free }) => free < needed);
    if (tight)
      return {
        ok: false,
        detail: `${gb(tight.free)} free at ${tight.folder}, ${gb(needed)} needed`,
        fix: 'free some space, or set SENTILAB_CACHE to a folder on a larger disk',
      };
    return { ok: true, detail: `${gb(freeBytes(root))} free` };
  },
  async install() {
    const { detail, fix } = await disk.check();
    throw new SetupError(`Not enough disk space: ${detail}.`, fix === undefined ? {} : { fix });
  },
};

/**
 * Free bytes for this user on the disk of a folder, which need not exist yet.
 * @param {string} folder
 * @returns {number}
 */
function freeBytes(folder) {
  let existing = folder;
  while (!fs.existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = fs.statfsSync(existing);
  return bavail * bsize;
}

/** @param {number} bytes */
function gb(bytes) {
  return `${(bytes / GB).toFixed(1)} GB`;
}
