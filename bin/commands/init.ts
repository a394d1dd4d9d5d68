import type { Command } from 'commander';

/** What a person may say of a new experiment. */
export interface InitFlags {
  readonly data: string;
  readonly text?: string;
  readonly label?: string;
  readonly labels?: string;
  readonly title?: string;
  readonly notebook: boolean;
}

/** `npm run init -- NAME`: a new experiment with its notebook, ready to run. */
export default function init(program: Command): void {
  program
    .command('init')
    .description('Write a new experiment and its notebook, fitted to your data, ready to run.')
    .argument('<name>', 'lower-case letters, digits and dashes')
    .option('--data <name>', 'rt, imdb or a file of reviews: CSV, TSV, JSON lines, Parquet', 'rt')
    .option('--text <column>', 'the file’s column with the text (default: text)')
    .option('--label <column>', 'the file’s column with the class (default: label)')
    .option('--labels <list>', 'class of each value, as bad=0,ok=-,good=1; - leaves rows out')
    .option('--title <text>', 'what it asks, in words (default: the name)')
    .option('--no-notebook', 'only the experiment')
    .addHelpText(
      'after',
      `
Examples:
  npm run init -- mine                                    on the sentences that come with the project
  npm run init -- shop --data reviews.csv                 columns text and label
  npm run init -- stars --data r.csv --text body --label stars --labels 1=0,2=0,3=-,4=1,5=1`,
    )
    .action(async (name: string, flags: InitFlags) => {
      const { runInit } = await import('../init/run-init.ts');
      await runInit(name, flags);
    });
}
