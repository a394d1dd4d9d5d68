import type { Command } from 'commander';
import { projectRoot } from 'sentilab/files/node';
import { wholeNumber } from '../options.ts';
import { drillWorld, withDrillOptions, type DrillFlags } from './drill-options.ts';
import { reportDrill } from './report-drill.ts';

interface TrainingDrillFlags extends DrillFlags {
  readonly kills: number;
  readonly stops: number;
}

/** `npm run drill -- training`: kills a training and its writing of checkpoints; every one must come to the same bits. */
export function registerTrainingDrill(drill: Command): void {
  const command = drill
    .command('training')
    .description('kill a training again and again; it must end with the bits of one never killed')
    .option('--kills <n>', 'how often, every other time while a checkpoint is written', wholeNumber, 10)
    .option(
      '--stops <n>',
      'random steps at which the signal stops it, beside the end of every epoch',
      wholeNumber,
      20,
    );
  withDrillOptions(command, 'the moments of the kills')
    .addHelpText('after', '\nExample:\n  npm run drill -- training --kills 100')
    .action(run);
}

async function run({ kills, stops, ...flags }: TrainingDrillFlags): Promise<void> {
  const { trainingDrill } = await import('./kill-training.ts');
  const { DRILL_TRAINING } = await import('./drill-training.ts');
  const world = drillWorld(flags);
  const report = await trainingDrill({
    root: projectRoot(),
    kills,
    randomSteps: stops,
    task: DRILL_TRAINING,
    longest: 1500,
    ...world,
  });
  const { finished, identical, lost, torn, identicalStops } = report;
  const text =
    `${report.kills.training} kills while training, ${report.kills.writing} while a checkpoint was written ` +
    `(${torn} left a half-written file); ${identical} of ${finished} trainings ended with the weights and the history ` +
    `of one never killed, ${lost} starts lost an acknowledged checkpoint; ` +
    `${identicalStops} of ${report.stops} stopped by the signal went on to the same bits`;
  const faults = finished - identical + lost + report.stops - identicalStops;
  reportDrill({ text, report, faults, folder: world.folder }, flags.json);
}
