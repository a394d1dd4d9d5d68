import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { FailureError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { wholeNumber } from '../options.ts';

interface SweepDrillFlags {
  readonly kills: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `npm run drill -- sweep`, also without the word: kills a running sweep and checks that nothing is lost. */
export function registerSweepDrill(drill: Command): void {
  drill
    .command('sweep', { isDefault: true })
    .description('kill a running sweep again and again; nothing acknowledged may be lost')
    .option('--kills <n>', 'how often', wholeNumber, 10)
    .option('--seed <n>', 'decides the moments of the kills', wholeNumber, 1)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  npm run drill -- --kills 20')
    .action(run);
}

async function run({ kills, seed, json }: SweepDrillFlags): Promise<void> {
  const { killDrill } = await import('./kill-sweep.ts');
  const resultsRoot = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-'));
  const report = await killDrill({
    root: projectRoot(),
    experiment: 'test/fixtures/experiments/tiny.ts',
    experimentName: 'tiny',
    resultsRoot,
    args: ['--jobs', '2', '--sampler', 'random,tpe'],
    trials: 10,
    studies: 2,
    kills,
    longest: 8000,
    rng: new Rng(seed),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const { lost, doubled, leftRunning, survivingWorkers, trials } = report;
  const text =
    `${report.kills.coordinator} kills of the coordinator alone, ${report.kills.group} of the whole group; ` +
    `${trials} trials: ${lost.length} lost, ${doubled.length} doubled, ${leftRunning} left running, ` +
    `${survivingWorkers} workers survived`;
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${text}\n`);
  if (lost.length + doubled.length + leftRunning + survivingWorkers > 0)
    throw new FailureError('The drill found a fault.', { fix: `Its results are kept in ${resultsRoot}.` });
  fs.rmSync(resultsRoot, { recursive: true, force: true });
}
