import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { FailureError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { wholeNumber } from '../options.ts';

interface JournalDrillFlags {
  readonly flips: number;
  readonly processes: number;
  readonly appends: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `npm run drill -- journal`: breaks a study's journal in every way that disks and people know. */
export function registerJournalDrill(drill: Command): void {
  drill
    .command('journal')
    .description('cut, flip, crowd and starve a journal; only a damaged record may be lost, and it is named')
    .option('--flips <n>', 'bytes flipped, one at a time', wholeNumber, 500)
    .option('--processes <n>', 'that append at the same time', wholeNumber, 10)
    .option('--appends <n>', 'by each process', wholeNumber, 100)
    .option('--seed <n>', 'decides which bytes', wholeNumber, 1)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  npm run drill -- journal --flips 2000')
    .action(run);
}

async function run({ seed, json, ...options }: JournalDrillFlags): Promise<void> {
  const { journalDrill } = await import('./journal/journal-drill.ts');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-'));
  fs.chmodSync(folder, 0o755);
  const report = await journalDrill({ root: projectRoot(), folder, rng: new Rng(seed), ...options });
  const { cut, flipped, writers, noSpace } = report;
  const lines = [
    `cut at ${cut.places} bytes: ${cut.faults.length} faults`,
    `${flipped.places} bytes flipped: ${flipped.faults.length} faults`,
    `${options.processes} processes × ${options.appends} appends and one killed: ${writers.records} of ${writers.expected} records, ${writers.faults.length} faults`,
    ...noSpace.cases.map(
      ({ name, message }) => `${name}: ${message ?? 'not tried, this machine does not allow it'}`,
    ),
    `full disks and permissions: ${noSpace.faults.length} faults`,
  ];
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join('\n')}\n`);
  const faults = [cut, flipped, writers, noSpace].flatMap((part) => part.faults);
  if (faults.length > 0 || writers.records !== writers.expected)
    throw new FailureError(`The drill found a fault:\n${faults.join('\n')}`, {
      fix: `Its files are kept in ${folder}.`,
    });
  fs.rmSync(folder, { recursive: true, force: true });
}
