import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fromRoot, root } from '../paths.mjs';

/** Folders whose TypeScript a command may run. */
const FOLDERS = ['bin', 'lib', 'bench', 'viewer'];
/** The packages, and what decides how names are resolved. */
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'node_modules/.package-lock.json'];
/** Below them lie pages and what others build. */
const NO_SOURCES = new Set(['node_modules', 'dist', '__pycache__']);

/**
 * A name for the sources as they are now: it changes with every edit, new or removed file. Nothing is read, only
 * sizes and times (of the content and of the inode, which no tool sets back), so that it costs some milliseconds.
 *
 * @param {string} [folder] the project
 * @returns {string} 16 hexadecimal digits
 */
export function sourcesKey(folder = root) {
  const hash = createHash('sha256').update(`${folder}\n${process.version}\n`);
  /** @param {string} file */
  const add = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat) hash.update(`${file} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}\n`);
  };
  /** @param {string} at */
  const walk = (at) => {
    const entries = fs.readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const child = path.join(at, entry.name);
      if (!entry.isDirectory()) add(child);
      else if (!NO_SOURCES.has(entry.name)) walk(child);
    }
  };
  for (const name of FOLDERS) walk(path.join(folder, name));
  for (const name of FILES) add(path.join(folder, name));
  return hash.digest('hex').slice(0, 16);
}

/** Where compiled sources lie, one folder per key. */
export const compiledRoot = fromRoot('.cache', 'compiled');
