import type { Command } from 'commander';
import { projectRoot } from 'sentilab/files/node';
import { wholeNumber } from '../options.ts';
import { percentile95 } from './restart-delays.ts';
import { drillWorld, withDrillOptions, type DrillFlags } from './drill-options.ts';
import { reportDrill } from './report-drill.ts';

interface SweepDrillFlags extends DrillFlags {
  readonly kills: number;
  readonly longest: number;
}

/** `npm run drill -- sweep`, also without the word: kills a running sweep and checks that nothing is lost. */
export function registerSweepDrill(drill: Command): void {
  const command = drill
    .command('sweep', { isDefault: true })
    .description('kill a running sweep again and again; nothing acknowledged may be lost')
    .option('--kills <n>', 'how often', wholeNumber, 10)
    .option('--longest <ms>', 'a kill comes so long after the start at the latest', wholeNumber, 8000);
  withDrillOptions(command, 'the moments of the kills')
    .addHelpText('after', '\nExample:\n  npm run drill -- --kills 20')
    .action(run);
}

async function run({ kills, longest, ...flags }: SweepDrillFlags): Promise<void> {
  const { killDrill } = await import('./kill-sweep.ts');
  const { folder, rng, log } = drillWorld(flags);
  const report = await killDrill({
    root: projectRoot(),
    experiment: 'test/fixtures/experiments/tiny.ts',
    experimentName: 'tiny',
    resultsRoot: folder,
    args: ['--jobs', '2', '--sampler', 'random,tpe'],
    trials: 10,
    studies: 2,
    kills,
    longest,
    rng,
    log,
  });
  const { lost, doubled, leftRunning, survivingWorkers, trials } = report;
  const slow = percentile95(report.restartDelays);
  const text =
    `${report.kills.coordinator} kills of the coordinator alone, ${report.kills.group} of the whole group; ` +
    `${trials} trials: ${lost.length} lost, ${doubled.length} doubled, ${leftRunning} left running, ` +
    `${survivingWorkers} workers survived` +
    (slow === null
      ? ''
      : `; next trial ${(slow / 1000).toFixed(2)} s after a restart (95th percentile of ${report.restartDelays.length})`);
  const faults = lost.length + doubled.length + leftRunning + survivingWorkers;
  reportDrill({ text, report, faults, folder }, flags.json);
}
