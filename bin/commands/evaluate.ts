import { InvalidArgumentError, Option, type Command } from 'commander';
import { wholeNumber } from '../options.ts';

/** What a person may ask of `npm run evaluate`. */
export interface EvaluateFlags {
  readonly data?: string;
  readonly part?: 'train' | 'validation' | 'test';
  readonly threshold?: number;
  readonly choose?: string;
  readonly on?: string;
  readonly resamples: number;
  readonly confidence: number;
  readonly intervals: 'bca' | 'percentile';
  readonly stratified?: boolean;
  readonly seed: number;
  readonly limit?: number;
  readonly out?: string;
  readonly results?: string;
  readonly json?: boolean;
}

/** `npm run evaluate -- MODEL --data PATH`: how good trained models are on labelled texts. */
export default function evaluate(program: Command): void {
  program
    .command('evaluate')
    .description(
      'Measure trained models on labelled texts: metrics with intervals, curves, slices, comparison.',
    )
    .argument(
      '[models...]',
      'model folders; several are compared (default: the best of the newest experiment)',
    )
    .option(
      '--data <data>',
      'rt, imdb, a file (CSV, TSV, JSON lines, Parquet), a source as JSON, or the official IMDB folder or tar.gz (default: the test part of the model’s own data)',
    )
    .addOption(
      new Option(
        '--part <part>',
        'of the official IMDB data: train or test; of the model’s own data also validation (default: test)',
      ).choices(['train', 'validation', 'test']),
    )
    .addOption(
      new Option('--threshold <p>', 'positive from this probability on (default: the model’s)').argParser(
        share,
      ),
    )
    .option(
      '--choose <criterion>',
      'choose the threshold by f1, accuracy, mcc, youden or cost=FALSE_POSITIVE:FALSE_NEGATIVE, on other data than these',
    )
    .option('--on <data>', 'data to choose it on (default: the validation part of the model’s own data)')
    .option('--resamples <n>', 'bootstrap resamples for the intervals', wholeNumber, 1000)
    .addOption(new Option('--confidence <share>', 'of the intervals').argParser(share).default(0.95))
    .addOption(
      new Option('--intervals <method>', 'of the bootstrap').choices(['bca', 'percentile']).default('bca'),
    )
    .option('--stratified', 'resample each class by itself')
    .option('--seed <n>', 'decides the resamples', wholeNumber, 1)
    .option('--limit <n>', 'evaluate only so many examples, drawn by the seed', wholeNumber)
    .option(
      '--out <folder>',
      'where evaluation.json and evaluation.html go (default: results/evaluations/<data>-<model>)',
    )
    .option('--results <folder>', 'where results are (default: results/)')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run evaluate                                            the newest winner on its own test part
  npm run evaluate -- MODEL --data reviews.csv
  npm run evaluate -- MODEL --data aclImdb_v1.tar.gz          the official test half, read where it lies
  npm run evaluate -- MODEL_A MODEL_B --data imdb --part test
  npm run evaluate -- MODEL --data '{"kind":"csv","file":"r.csv","text":"body","labels":{"bad":0,"good":1}}'
  npm run evaluate -- MODEL --data new.jsonl --choose cost=1:5 --on old.jsonl`,
    )
    .action(async (models: readonly string[], flags: EvaluateFlags) => {
      const { runEvaluate } = await import('../evaluate/run-evaluate.ts');
      await runEvaluate(models, flags);
    });
}

function share(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1, for example 0.5.');
  return number;
}
