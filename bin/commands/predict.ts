import { InvalidArgumentError, Option, type Command } from 'commander';

/** What a person may ask of `npm run predict`. */
export interface PredictFlags {
  readonly model?: string;
  readonly results?: string;
  readonly in?: string;
  readonly column?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly threshold?: number;
  readonly uncertain?: string;
  readonly confidence: 'max-prob' | 'attention-adjusted';
  readonly explain?: boolean;
}

/** `npm run predict -- "text"`: asks a trained model. */
export default function predict(program: Command): void {
  program
    .command('predict')
    .description('Say whether a text is positive or negative, with a trained model.')
    .argument(
      '[text...]',
      'the text, in quotes; several texts give several answers (default: lines of stdin)',
    )
    .option(
      '--model <folder>',
      'a model folder, or a training’s checkpoints (default: the best model of the newest experiment)',
    )
    .option('--results <folder>', 'where results are (default: results/)')
    .option(
      '--in <file>',
      'texts to predict: CSV, TSV, JSON lines, Parquet, or a source as JSON; needs no labels',
    )
    .option('--column <name>', 'the column with the text (default: text)')
    .option('--out <file>', 'write .csv or .jsonl, whole or not at all (default: print)')
    .option('--json', 'print one JSON object per text')
    .addOption(
      new Option('--threshold <p>', 'positive from this probability on (default: the model’s)').argParser(
        share,
      ),
    )
    .option(
      '--uncertain <p>',
      'decline to decide: a band as 0.4-0.6, or the least confidence as 0.8 (default: never)',
    )
    .addOption(
      new Option('--confidence <kind>', 'what confidence means')
        .choices(['max-prob', 'attention-adjusted'])
        .default('max-prob'),
    )
    .option('--explain', 'show which tokens the model looked at, if it has attention')
    .addHelpText(
      'after',
      `
Examples:
  npm run predict -- "A warm, funny film."
  npm run predict -- "Dull." "Lovely." --json
  npm run predict -- "Slow, but I loved it." --explain --uncertain 0.35-0.65
  npm run predict -- --in reviews.csv --column body --out answers.jsonl
  npm run --silent predict -- --json < reviews.txt     one review per line
  npm run predict -- "Fine." --model results/quick/artifacts/RUN/model`,
    )
    .action(async (texts: readonly string[], flags: PredictFlags) => {
      const { runPredict } = await import('../predict/run-predict.ts');
      await runPredict(texts, flags);
    });
}

function share(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1, for example 0.5.');
  return number;
}
