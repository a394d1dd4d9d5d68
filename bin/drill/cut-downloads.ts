import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { sha256File } from 'sentilab/files/node';
import type { Rng } from 'sentilab/random';
import { startCuttingServer } from './cutting-server.ts';

export interface CutDrillOptions {
  /** Folder of the project. */
  readonly root: string;
  /** An empty folder. */
  readonly folder: string;
  /** Bytes of the file that is downloaded. */
  readonly size: number;
  readonly cuts: number;
  readonly rng: Rng;
  readonly log: (line: string) => void;
}

export interface CutDrillReport {
  readonly cuts: { readonly connection: number; readonly process: number };
  /** Downloads that were brought to their end, each after several cuts. */
  readonly downloads: number;
  /** Of these, files with the right bytes under the final name. */
  readonly right: number;
  /** Times that a file stood under its final name before it was whole. */
  readonly halfFiles: number;
  /** Bytes sent by the server over bytes of the files: 1 when nothing was sent twice. */
  readonly sentRatio: number;
}

/** So many cuts fall on one download before it may end. */
const CUTS_PER_DOWNLOAD = 4;

/**
 * Downloads a file from a local server with the real downloader in a process of its own, and cuts it at random bytes:
 * every other time the server tears the connection, else the process is killed with SIGKILL. The same command is started
 * again each time, until the file is whole.
 *
 * @throws FailureError when a download does not end
 */
export async function cutDownloads(options: CutDrillOptions): Promise<CutDrillReport> {
  const { folder, size, cuts, rng, log } = options;
  const content = Buffer.alloc(size);
  for (let i = 0; i + 4 <= size; i += 4) content.writeUInt32LE(rng.int(0, 0xffffffff), i);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const done = { connection: 0, process: 0 };
  let [downloads, right, halfFiles, sent] = [0, 0, 0, 0];

  for (let cut = 0; cut < cuts; downloads++) {
    const file = path.join(folder, `file-${downloads}.bin`);
    const planned = Math.min(CUTS_PER_DOWNLOAD, cuts - cut);
    for (let attempt = 0; attempt <= planned; attempt++) {
      const left = size - (fs.statSync(`${file}.part`, { throwIfNoEntry: false })?.size ?? 0);
      const at = attempt < planned && left > 1 ? rng.int(1, left - 1) : null;
      const kill = cut % 2 === 1;
      let strike = (): unknown => undefined;
      const behaviour =
        at === null ? {} : kill ? { holdAfter: { bytes: at, reached: () => strike() } } : { cutAfter: at };
      const server = await startCuttingServer(content, () => behaviour);
      const { child, exited } = start(options.root, [file, String(size), sha256, server.url]);
      const delay = rng.int(0, 30); // from before the first byte is on disk to after the last one
      strike = () => setTimeout(() => child.kill('SIGKILL'), delay);
      const { code, output } = await exited;
      sent += server.sent();
      await server.close();
      if (at === null) {
        if (code !== 0) throw new FailureError(`The download did not end: ${output}`);
        break;
      }
      if (fs.existsSync(file)) halfFiles++;
      done[kill ? 'process' : 'connection']++;
      log(
        `cut ${++cut} (${kill ? 'process killed' : 'connection torn'}) after ${at} of the ${left} bytes that were left`,
      );
    }
    if (fs.existsSync(file) && (await sha256File(file)) === sha256) right++;
  }
  return { cuts: done, downloads, right, halfFiles, sentRatio: sent / (downloads * size) };
}

function start(root: string, args: readonly string[]) {
  const child = spawn(process.execPath, ['--import=tsx', 'bin/drill/download-process.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
  const exited = new Promise<{ readonly code: number | null; readonly output: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, output })),
  );
  return { child, exited };
}
