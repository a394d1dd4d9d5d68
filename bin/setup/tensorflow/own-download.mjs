import fs from 'node:fs';
import path from 'node:path';
import { folderSize } from '../file-sum.mjs';
import { SetupError } from '../part.mjs';
import { fromRoot } from '../paths.mjs';
import { CommandError, run } from '../run.mjs';

/** Longest silence of the download before it counts as stalled. */
const STALL_SECONDS = 45;

/**
 * tfjs-node's own installation: its script downloads libtensorflow and a prebuilt binding.
 *
 * @param {import('../part.mjs').Progress} progress
 */
export async function installOwnDownload(progress) {
  const folder = fromRoot('node_modules/@tensorflow/tfjs-node');
  const manifest = path.join(folder, 'package.json');
  const before = fs.readFileSync(manifest, 'utf8');
  const size = () => folderSize(path.join(folder, 'deps')) + folderSize(path.join(folder, 'lib'));
  const shown = setInterval(
    () => progress.status(`running tfjs-node's own installation: ${(size() / 1e6).toFixed(0)} MB so far`),
    1000,
  );
  try {
    await run(process.execPath, ['scripts/install.js'], {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${fromRoot('node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
      },
      stallSeconds: STALL_SECONDS,
      activity: size,
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const said = error.output.split('\n').find((line) => /error/i.test(line));
    throw new SetupError((said ?? error.message).trim().replace(/^Error:\s*/, ''), {
      fix: 'check the network',
      cause: error,
    });
  } finally {
    clearInterval(shown);
    fs.writeFileSync(manifest, before); // its script rewrites the file and forgets that when it fails
  }
}
