import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { FailureError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { wholeNumber } from '../options.ts';

interface DownloadDrillFlags {
  readonly cuts: number;
  readonly seed: number;
  readonly size: number;
  readonly json?: boolean;
}

/** `npm run drill -- downloads`: cuts downloads at random bytes and checks that they end with the right checksum. */
export function registerDownloadDrill(drill: Command): void {
  drill
    .command('downloads')
    .description('cut downloads at random bytes; each must end with the right bytes')
    .option('--cuts <n>', 'how often', wholeNumber, 20)
    .option('--seed <n>', 'decides the bytes', wholeNumber, 1)
    .option('--size <MiB>', 'size of the file', wholeNumber, 16)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  npm run drill -- downloads --cuts 40 --seed 2')
    .action(run);
}

async function run({ cuts, seed, size, json }: DownloadDrillFlags): Promise<void> {
  const { cutDownloads } = await import('./cut-downloads.ts');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-'));
  const report = await cutDownloads({
    root: projectRoot(),
    folder,
    size: size * 2 ** 20,
    cuts,
    rng: new Rng(seed),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const { connection, process: killed } = report.cuts;
  const text =
    `${connection} connections torn, ${killed} processes killed; ${report.right} of ${report.downloads} downloads ended ` +
    `with the right SHA-256, ${report.halfFiles} half files under a final name, ` +
    `${report.sentRatio.toFixed(3)} bytes sent per byte of the files`;
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${text}\n`);
  if (report.right < report.downloads || report.halfFiles > 0)
    throw new FailureError('The drill found a fault.', { fix: `Its files are kept in ${folder}.` });
  fs.rmSync(folder, { recursive: true, force: true });
}
