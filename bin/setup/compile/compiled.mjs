import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../paths.mjs';
import { compiledRoot, sourcesKey } from './sources-key.mjs';

const HOUR = 3_600_000;
/** A command marks its folder as used when it starts and every hour; what nobody marked for so long is removed. */
const KEPT_MS = 6 * HOUR;

/**
 * The folder of the compiled sources as they are now; they are compiled when nobody did (half a second). Written whole or
 * not at all, by as many processes at once as like. A process that runs keeps its folder, whatever is edited meanwhile.
 *
 * @returns {Promise<string>}
 */
export async function compiled() {
  const folder = path.join(compiledRoot, sourcesKey());
  if (touch(folder)) return folder;
  const temporary = path.join(compiledRoot, `.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  fs.mkdirSync(compiledRoot, { recursive: true });
  try {
    await (await import('./build.mjs')).build(root, temporary, folder);
    await writeThrough(temporary);
    fs.renameSync(temporary, folder);
  } catch (error) {
    fs.rmSync(temporary, { recursive: true, force: true });
    if (!touch(folder)) throw error; // else another process was quicker
  }
  removeOld();
  return folder;
}

/**
 * Keeps a folder for as long as this process runs: a worker of a long sweep may be started from it days later.
 * @param {string} folder
 */
export function keep(folder) {
  setInterval(() => touch(folder), HOUR).unref();
}

/**
 * Marks a folder as used now; false when there is none.
 * @param {string} folder
 */
function touch(folder) {
  const now = new Date();
  try {
    fs.utimesSync(folder, now, now);
    return true;
  } catch {
    return fs.existsSync(folder); // somebody else's: it can be read all the same
  }
}

/**
 * A power cut after the rename must not leave empty files behind it.
 * @param {string} folder
 */
async function writeThrough(folder) {
  const entries = await fs.promises.readdir(folder, { recursive: true, withFileTypes: true });
  await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = await fs.promises.open(path.join(entry.parentPath, entry.name), 'r+');
        await file.sync();
        await file.close();
      }),
  );
}

function removeOld() {
  for (const name of fs.readdirSync(compiledRoot)) {
    const folder = path.join(compiledRoot, name);
    const stat = fs.statSync(folder, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > KEPT_MS) fs.rmSync(folder, { recursive: true, force: true });
  }
}
