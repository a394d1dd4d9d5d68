import path from 'node:path';
import type { Command } from 'commander';
import { checkHasResults } from '../known-experiment.ts';
import { asTyped } from '../typed-path.ts';

interface TensorBoardFlags {
  readonly out?: string;
  readonly results?: string;
}

/** `npm run tensorboard -- EXPERIMENT`: an experiment's runs as TensorBoard's event files. */
export default function tensorBoard(program: Command): void {
  program
    .command('tensorboard')
    .description('Write an experiment’s runs as event files that TensorBoard opens, curves and HParams.')
    .argument('<experiment>', 'a name in results/')
    .option('--out <folder>', 'where to (default: tensorboard/ beside its runs)')
    .option('--results <folder>', 'where results are (default: results/)')
    .addHelpText(
      'after',
      `
Examples:
  npm run tensorboard -- quick
  npm run tensorboard -- quick --out /tmp/logs && tensorboard --logdir /tmp/logs`,
    )
    .action(run);
}

async function run(experiment: string, flags: TensorBoardFlags): Promise<void> {
  const { openResults, writeEventFiles } = await import('sentilab/tracking/node');
  const results = openResults(flags.results === undefined ? undefined : path.resolve(flags.results));
  checkHasResults(experiment, results.listExperiments());
  const { runs, problems } = results.readRuns(experiment);
  for (const { file, message } of problems) process.stderr.write(`${file}: ${message}\n`);
  const folder =
    flags.out === undefined ? path.join(results.paths(experiment).folder, 'tensorboard') : asTyped(flags.out);
  writeEventFiles(folder, runs);
  process.stdout.write(
    `${runs.length} runs are in ${flags.out ?? path.relative(process.cwd(), folder)}; look at them with: tensorboard --logdir ${flags.out ?? path.relative(process.cwd(), folder)}\n`,
  );
}
