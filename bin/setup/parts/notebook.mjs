import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findPython } from '../find-python.mjs';
import { SetupError } from '../part.mjs';
import { fromRoot } from '../paths.mjs';
import { CommandError, run } from '../run.mjs';
import { readStamp, writeStamp } from '../stamp.mjs';
import { installCommand } from '../which.mjs';

/** @typedef {import('../part.mjs').Progress} Progress */
/** @typedef {import('../find-python.mjs').Python} Python */
/** @typedef {{ readonly requirements: string, readonly folder: string }} Stamp */

const VENV = fromRoot('.venv');
const PYTHON = path.join(VENV, 'bin', 'python');
const REQUIREMENTS = fromRoot('kernel', 'requirements.txt');
/** There while the environment is being made: tells ours, half done, from somebody else's. */
const BUILDING = path.join(VENV, 'sentilab-building');
/** Written last. */
const STAMP = path.join(VENV, 'sentilab.json');

/** What the environment was made of. A venv holds absolute paths: one that was moved is made again. */
function wanted() {
  const requirements = createHash('sha256').update(fs.readFileSync(REQUIREMENTS)).digest('hex');
  return { requirements, folder: VENV };
}

/**
 * The files of our own in the environment: the kernel as Jupyter starts it (this Node, this checkout) and two settings.
 * @returns {readonly (readonly [file: string, content: object])[]}
 */
function placedFiles() {
  const jupyter = path.join(VENV, 'share', 'jupyter');
  const kernel = {
    argv: [process.execPath, fromRoot('kernel', 'start.cjs'), '{connection_file}'],
    display_name: 'TypeScript (sentilab)',
    language: 'typescript',
    interrupt_mode: 'signal',
    env: { SENTILAB_ROOT: fromRoot(), TF_CPP_MIN_LOG_LEVEL: '2' },
  };
  return [
    [path.join(jupyter, 'kernels', 'sentilab', 'kernel.json'), kernel],
    // Not asked, not fetched: news and updates would need the network.
    [
      path.join(jupyter, 'lab', 'settings', 'overrides.json'),
      { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } },
    ],
    // JupyterLab runs old-style JavaScript of its own with Node, which would take it for ES modules after ../package.json.
    [path.join(VENV, 'package.json'), { private: true, type: 'commonjs' }],
  ];
}

/**
 * JupyterLab, nbconvert and nbclient in .venv, and the TypeScript kernel installed there.
 *
 * @type {import('../part.mjs').Part}
 */
export const notebook = {
  name: 'notebook',
  title: 'Notebook environment',
  why: 'JupyterLab and the TypeScript kernel, in .venv inside the project',

  check() {
    const fix = 'npm run notebook installs it';
    const { requirements, folder } = wanted();
    const stamp = /** @type {Partial<Stamp> | null} */ (readStamp(STAMP));
    if (stamp === null) return { ok: false, detail: 'not installed', fix };
    if (stamp.requirements !== requirements)
      return { ok: false, detail: 'older than kernel/requirements.txt', fix };
    if (stamp.folder !== folder) return { ok: false, detail: 'was made in another folder', fix };
    if (!fs.existsSync(path.join(VENV, 'bin', 'jupyter-lab')) || !runs(PYTHON))
      return { ok: false, detail: 'its Python is gone', fix };
    if (placedFiles().some(([file, content]) => JSON.stringify(readStamp(file)) !== JSON.stringify(content)))
      return { ok: false, detail: 'the kernel is not installed, or for another Node', fix };
    return { ok: true, detail: `JupyterLab ${versionOf('jupyterlab')}, kernel “TypeScript (sentilab)”` };
  },

  async install(progress) {
    const stamp = /** @type {Partial<Stamp> | null} */ (readStamp(STAMP));
    const want = wanted();
    const isWhole = stamp?.requirements === want.requirements && stamp.folder === want.folder && runs(PYTHON);
    if (!isWhole) await makeEnvironment(progress);
    for (const [file, content] of placedFiles()) writeStamp(file, content);
    writeStamp(STAMP, want);
    fs.rmSync(BUILDING, { force: true });
  },
};

/** @param {Progress} progress */
async function makeEnvironment(progress) {
  const there = fs.existsSync(VENV) ? fs.readdirSync(VENV) : [];
  if (there.length > 0 && !fs.existsSync(BUILDING) && !fs.existsSync(STAMP))
    throw new SetupError('There is a .venv that this project did not make.', {
      fix: `Move ${VENV} away or delete it, then run the same command again.`,
      exitCode: 2,
    });
  // Marked before anything is removed: whenever this is killed, the next run knows that the folder is ours.
  fs.mkdirSync(VENV, { recursive: true });
  fs.writeFileSync(BUILDING, 'Being made, or left behind by a set-up that was killed. Safe to delete.\n');
  fs.rmSync(STAMP, { force: true });
  for (const name of there)
    if (name !== path.basename(BUILDING))
      fs.rmSync(path.join(VENV, name), { recursive: true, force: true, maxRetries: 3 });
  await makeVenv(progress);
  let collected = 0;
  const total = fs.readFileSync(REQUIREMENTS, 'utf8').match(/^[^#\s].*==/gm)?.length ?? 0;
  progress.status(`installing ${total} Python packages`);
  await python(
    PYTHON,
    ['-m', 'pip', 'install', '--no-deps', '--progress-bar=off', '-r', REQUIREMENTS],
    (line) => {
      if (line.startsWith('Collecting '))
        progress.status(`fetching Python package ${++collected} of ${total}`);
      else if (line.startsWith('Installing collected')) progress.status(`unpacking ${total} Python packages`);
    },
  );
}

/**
 * With the standard library where that can; Debian leaves half of it out, and PyPI's virtualenv does the same.
 * @param {Progress} progress
 */
async function makeVenv(progress) {
  const complete = await findPython({ venv: true });
  if (complete) {
    progress.status(`making .venv with Python ${complete.version.join('.')}`);
    await python(complete.executable, ['-m', 'venv', VENV]);
    return;
  }
  const bare = await findPython({ pip: true });
  if (!bare)
    throw new SetupError('No Python 3.11 or newer with venv or pip was found.', {
      fix: `Install one: ${installCommand('python')}, or name one with SENTILAB_PYTHON=/path/to/python3.`,
    });
  progress.status(`making .venv with Python ${bare.version.join('.')} and virtualenv`);
  const tool = path.join(VENV, 'virtualenv-tool');
  await python(bare.executable, ['-m', 'pip', 'install', '--target', tool, 'virtualenv==21.15.8']);
  await python(bare.executable, ['-m', 'virtualenv', VENV], undefined, { PYTHONPATH: tool });
  fs.rmSync(tool, { recursive: true, force: true });
}

/**
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {(line: string) => void} [onLine]
 * @param {NodeJS.ProcessEnv} [more]
 */
async function python(executable, args, onLine, more = {}) {
  const env = {
    ...process.env,
    // A person's own pip settings for other projects must not redirect this one.
    PIP_USER: '0',
    PIP_REQUIRE_VIRTUALENV: '0',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    PYTHONUNBUFFERED: '1',
    ...more,
  };
  try {
    await run(executable, args, {
      cwd: fromRoot(),
      env,
      ...(onLine ? { onLine } : {}),
      activity: filesInVenv,
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(`The notebook environment could not be made: ${error.message}\n${error.output}`, {
      fix: 'Check the network and the Python package index (pip download pip), then run the same command again.',
      cause: error,
    });
  }
}

/** Grows while pip unpacks in silence. */
function filesInVenv() {
  try {
    return fs.readdirSync(sitePackages() ?? VENV).length;
  } catch {
    return 0;
  }
}

function sitePackages() {
  const lib = path.join(VENV, 'lib');
  const version = fs.readdirSync(lib).find((name) => name.startsWith('python3'));
  return version === undefined ? null : path.join(lib, version, 'site-packages');
}

/** @param {string} name */
function versionOf(name) {
  try {
    const folder = fs.readdirSync(sitePackages() ?? VENV).find((entry) => entry.startsWith(`${name}-`));
    return folder?.slice(name.length + 1).replace('.dist-info', '') ?? 'of unknown version';
  } catch {
    return 'of unknown version';
  }
}

/**
 * Whether a program is there, also behind a symbolic link (the Python a venv was made with may have been removed).
 * @param {string} file
 */
function runs(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
