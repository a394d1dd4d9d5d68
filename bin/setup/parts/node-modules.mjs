import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../part.mjs';
import { fromRoot } from '../paths.mjs';
import { CommandError, run } from '../run.mjs';
import { readStamp } from '../stamp.mjs';

/** @typedef {{version?: string, integrity?: string, optional?: boolean, link?: boolean}} LockEntry */

const FOLDER = fromRoot('node_modules');
/** npm's own account of what it has installed; it writes it last. */
const INSTALLED = path.join(FOLDER, '.package-lock.json');
const WANTED = fromRoot('package-lock.json');

/**
 * What the installed packages lack of the wanted ones, or null when nothing: another version, a missing package.
 * Optional ones may be missing: they are for other platforms.
 *
 * @param {Readonly<Record<string, LockEntry>>} wanted package-lock.json's `packages`
 * @param {Readonly<Record<string, LockEntry>> | null} installed node_modules/.package-lock.json's
 * @param {(name: string) => boolean} exists whether the package's own package.json is there
 * @returns {string | null}
 */
export function difference(wanted, installed, exists) {
  if (installed === null) return 'not installed, or not to the end';
  for (const [name, entry] of Object.entries(wanted)) {
    const have = installed[name];
    if (name === '' || entry.link || (have === undefined && entry.optional)) continue;
    if (have === undefined) return `${shortName(name)} is missing`;
    if (have.version !== entry.version || have.integrity !== entry.integrity)
      return `${shortName(name)} is ${have.version ?? 'unknown'}, not ${entry.version ?? 'unknown'}`;
    if (!exists(name)) return `${shortName(name)} is damaged`;
  }
  return null;
}

/** @type {import('../part.mjs').Part} */
export const nodeModules = {
  name: 'node-modules',
  title: 'npm packages',
  why: 'the libraries the project is written with',
  check() {
    const wrong = difference(packagesOf(WANTED) ?? {}, packagesOf(INSTALLED), isThere);
    if (wrong !== null)
      return { ok: false, detail: wrong, fix: 'npm run sweep (or any other command) installs them' };
    return {
      ok: true,
      detail: `${Object.keys(packagesOf(INSTALLED) ?? {}).length} installed as package-lock.json says`,
    };
  },
  async install(progress) {
    const installed = packagesOf(INSTALLED);
    // Unmarked first: a kill from here on is seen by the next check.
    fs.rmSync(INSTALLED, { force: true });
    // A tree of which nothing is known, or that has lost files, is not to be trusted: npm would keep it as it is.
    if (installed === null || !Object.keys(installed).every(isThere)) {
      progress.status('removing the unfinished packages of an earlier run');
      fs.rmSync(FOLDER, { recursive: true, force: true, maxRetries: 3 });
    }
    const total = Object.values(packagesOf(WANTED) ?? {}).filter((entry) => !entry.optional).length;
    let fetched = 0;
    progress.status(`asking the registry for ${total} packages`);
    /** @param {string} line */
    const onLine = (line) => {
      if (!/\bnpm http .*\.tgz/.test(line)) return;
      fetched++;
      progress.status(`fetched ${Math.min(fetched, total)} of ${total} packages`);
    };
    // Not `npm ci`: it refuses a lock file made where a package for some other platform could not be had.
    const install = ['install', '--no-save', '--loglevel=http'];
    try {
      // npm's cache first: versions and checksums are pinned, so asking the registry again would only take time.
      await npm([...install, '--prefer-offline'], onLine);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      progress.line('      That did not work out of npm’s cache; asking the registry for everything.');
      fetched = 0;
      await npm([...install, '--prefer-online'], onLine);
    }
  },
};

/**
 * @param {readonly string[]} args
 * @param {(line: string) => void} onLine
 */
async function npm(args, onLine) {
  // Under `npm run`, npm names itself; Windows could not start `npm` without a shell.
  const script = process.env['npm_execpath'];
  const [command, ...first] = script?.includes('npm-cli') ? [process.execPath, script] : ['npm'];
  try {
    await run(command, [...first, ...args], { cwd: fromRoot(), onLine, activity: stagedCount });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (error.reason === 'missing')
      throw new SetupError('npm was not found.', {
        fix: 'Install Node with npm: https://nodejs.org.',
        cause: error,
      });
    const said = error.output
      .split('\n')
      .filter((line) => line.startsWith('npm error') && !/complete log|npm help/.test(line));
    throw new SetupError(`The npm packages could not be installed: ${error.message}\n${said.join('\n')}`, {
      fix: 'Check the network and the registry (npm ping), then run the same command again.',
      cause: error,
    });
  }
}

/** Grows while npm unpacks in silence. */
function stagedCount() {
  try {
    return fs.readdirSync(FOLDER).length;
  } catch {
    return 0;
  }
}

/** @param {string} name */
function isThere(name) {
  return fs.existsSync(fromRoot(name, 'package.json'));
}

/**
 * @param {string} file
 * @returns {Readonly<Record<string, LockEntry>> | null}
 */
function packagesOf(file) {
  const lock = /** @type {{packages?: Record<string, LockEntry>} | null} */ (readStamp(file));
  return lock?.packages ?? null;
}

/** @param {string} name */
function shortName(name) {
  return name.replace(/^node_modules\//, '');
}
