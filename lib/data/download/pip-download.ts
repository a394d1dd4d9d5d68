import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../../errors/index.ts';

export interface PipDownloadOptions {
  /** Name on the Python package index. */
  readonly name: string;
  readonly version: string;
  /** Folder that the wheel goes to. */
  readonly folder: string;
  /** Python to use. Default `SENTILAB_PYTHON`, else `python3`, else `python`. */
  readonly python?: string;
}

/**
 * Downloads one pure-Python wheel with the ordinary pip client, without its dependencies and without installing it.
 *
 * @returns path of the wheel
 * @throws FailureError when there is no Python with pip, or pip fails
 */
export async function pipDownload({ name, version, folder, python }: PipDownloadOptions): Promise<string> {
  const chosen = python ?? process.env['SENTILAB_PYTHON'];
  const candidates = chosen === undefined ? ['python3', 'python'] : [chosen];
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-input', '--retries', '2'];
  for (const candidate of candidates) {
    const outcome = await run(candidate, [...args, '--disable-pip-version-check', '--dest', folder, `${name}==${version}`]);
    if (outcome === null) continue; // no such program
    if (outcome.code !== 0)
      throw new FailureError(`pip could not download ${name} ${version}: ${lastLine(outcome.output)}`, {
        fix: /No module named pip/.test(outcome.output)
          ? 'Install pip (Debian: apt install python3-pip) and run the command again.'
          : 'Check the connection to the package index and run the command again.',
      });
    const wheel = fs.readdirSync(folder).find((entry) => entry.endsWith('.whl'));
    if (wheel !== undefined) return path.join(folder, wheel);
    throw new FailureError(`pip downloaded no wheel of ${name} ${version}.`);
  }
  throw new FailureError(`No Python was found to download ${name} with (tried ${candidates.join(', ')}).`, {
    fix: 'Install Python 3 with pip, or set SENTILAB_PYTHON to it.',
  });
}

function run(command: string, args: readonly string[]): Promise<{ code: number; output: string } | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-8_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
