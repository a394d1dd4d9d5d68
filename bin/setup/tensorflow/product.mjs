import { constants } from 'node:fs';
import fs from 'node:fs';
import path from 'node:path';
import { sha256File } from '../file-sum.mjs';
import { readStamp, writeStamp } from '../stamp.mjs';

/**
 * A product is a folder of finished files with their checksums in `manifest.json`. It appears under its name by one
 * rename, complete, so that a kill never leaves a half one.
 *
 * @typedef {{bytes: number, sha256: string}} Sum
 */

/**
 * Completes a folder into a product and puts it in its place.
 *
 * @param {string} folder holds the finished files
 * @param {string} place must not exist, or is replaced
 * @param {readonly string[]} names the files
 */
export async function publishProduct(folder, place, names) {
  /** @type {Record<string, Sum>} */
  const files = {};
  for (const name of names) {
    const file = path.join(folder, name);
    files[name] = { bytes: fs.statSync(file).size, sha256: await sha256File(file) };
    syncFile(file);
    fs.chmodSync(file, 0o555); // clones share it by hard links: nobody should write to it
  }
  writeStamp(path.join(folder, 'manifest.json'), { files });
  removeProduct(place);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.renameSync(folder, place);
}

/**
 * Whether a product is whole, by its checksums.
 *
 * @param {string} place
 * @param {readonly string[]} names
 * @returns {Promise<'good' | 'missing' | 'damaged'>}
 */
export async function checkProduct(place, names) {
  if (!fs.existsSync(place)) return 'missing';
  const manifest = /** @type {{files?: Record<string, Sum>} | null} */ (
    readStamp(path.join(place, 'manifest.json'))
  );
  for (const name of names) {
    const sum = manifest?.files?.[name];
    const file = path.join(place, name);
    if (sum === undefined || fs.statSync(file, { throwIfNoEntry: false })?.size !== sum.bytes)
      return 'damaged';
    if ((await sha256File(file)) !== sum.sha256) return 'damaged';
  }
  return 'good';
}

/** @param {string} place */
export function removeProduct(place) {
  fs.rmSync(place, { recursive: true, force: true });
}

/**
 * Puts a file of a product where it is used: a hard link, which takes no time and no space, or a copy when that is another
 * disk. It appears whole.
 *
 * @param {string} place
 * @param {string} name
 * @param {string} folder
 */
export function linkFile(place, name, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const temporary = path.join(folder, `.${name}.${process.pid}.tmp`);
  fs.rmSync(temporary, { force: true });
  try {
    fs.linkSync(path.join(place, name), temporary);
  } catch {
    fs.copyFileSync(path.join(place, name), temporary, constants.COPYFILE_FICLONE);
    syncFile(temporary);
  }
  // Away with the old one first: rename() does nothing when both names are the same file already.
  fs.rmSync(path.join(folder, name), { force: true });
  fs.renameSync(temporary, path.join(folder, name));
}

/** @param {string} file */
function syncFile(file) {
  const handle = fs.openSync(file, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
