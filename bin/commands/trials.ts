import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { UserError } from 'sentilab/errors';
import { checkHasResults } from '../known-experiment.ts';
import { asTyped } from '../typed-path.ts';

interface TrialsFlags {
  readonly out?: string;
  readonly optuna?: string;
  readonly results?: string;
}

/** `npm run trials -- EXPERIMENT`: the trials of its searches as a table, or as journals that Optuna opens. */
export default function trials(program: Command): void {
  program
    .command('trials')
    .description('Write the trials of an experiment’s searches as a table, or as journals that Optuna opens.')
    .argument('<experiment>', 'a name in results/')
    .option('--out <file>', '.csv or .parquet (default: trials.csv beside its runs)')
    .option('--optuna <folder>', 'one journal per study instead, for Optuna’s JournalStorage')
    .option('--results <folder>', 'where results are (default: results/)')
    .addHelpText(
      'after',
      `
Examples:
  npm run trials -- quick --out trials.parquet
  npm run trials -- quick --optuna journals && optuna-dashboard journals/tpe-….log`,
    )
    .action(run);
}

async function run(experiment: string, flags: TrialsFlags): Promise<void> {
  const { openResults } = await import('sentilab/tracking/node');
  const { storedStudies, writeTrials } = await import('sentilab/experiment/node');
  const { trialRows, writeOptunaJournal } = await import('sentilab/tuning');
  const { writeFileAtomic } = await import('sentilab/files/node');
  const results = openResults(flags.results === undefined ? undefined : path.resolve(flags.results));
  checkHasResults(experiment, results.listExperiments());
  const studies = storedStudies(results, experiment);
  for (const { id, damages } of studies)
    for (const damage of damages) process.stderr.write(`${id}: ${damage}\n`);
  if (studies.length === 0)
    throw new UserError('The experiment has no search: nothing was proposed, so there are no trials.', {
      field: 'experiment',
      value: experiment,
      fix: `Its trainings are in ${path.relative(process.cwd(), results.paths(experiment).runsFolder)}.`,
    });
  const written: string[] = [];
  if (flags.optuna === undefined) {
    const file =
      flags.out === undefined
        ? path.join(results.paths(experiment).folder, 'trials.csv')
        : asTyped(flags.out);
    writeTrials(studies.flatMap(trialRows), file);
    written.push(file);
  } else {
    const folder = asTyped(flags.optuna);
    fs.mkdirSync(folder, { recursive: true });
    for (const study of studies) {
      const file = path.join(folder, `${study.id}.log`);
      writeFileAtomic(file, writeOptunaJournal(study));
      written.push(file);
    }
  }
  const count = studies.reduce((sum, study) => sum + study.trials.length, 0);
  process.stdout.write(
    `${count} trials of ${studies.length} ${studies.length === 1 ? 'study' : 'studies'}:\n` +
      written.map((file) => `  ${path.relative(process.cwd(), file)}\n`).join(''),
  );
}
