import { InvalidArgumentError, type Command } from 'commander';
import { parseLogLevel } from '../log/logger.ts';
import { collect, wholeNumber } from '../options.ts';
import type { TrainFlags } from '../train/train-flags.ts';

/** `npm run train`: trains one configuration, once or over folds. */
export default function train(program: Command): void {
  program
    .command('train')
    .description('Train one model from a configuration; with --cv, once per fold.')
    .argument('[config]', 'an experiment’s name, or a .yaml, .json or .ts file', 'quick')
    .option('--data <name>', 'another data set: rt, imdb or a file of reviews')
    .option('--model <kind>', 'another kind of model, such as gru')
    .option('--epochs <n>', 'passes over the training examples', wholeNumber)
    .option('--lr <rate>', 'learning rate', number)
    .option('--batch-size <n>', 'examples per step', wholeNumber)
    .option('--units <n>', 'size of the hidden state', wholeNumber)
    .option('--max-length <n>', 'tokens of a text', wholeNumber)
    .option('--set <path=value>', 'any field, several times: training.clipNorm=5', collect)
    .option('--seed <n>', 'seeds weights, dropout and order (default: 1)', wholeNumber)
    .option('--cv <k>', 'cross-validation over k folds', wholeNumber)
    .option('--jobs <n>', 'folds at the same time (default: the cores, at most 4)', wholeNumber)
    .option('--no-baseline', 'leave out NB-SVM beside it')
    .option('--name <name>', 'folder under results/ (default: train-<config> or cv-<config>)')
    .option('--out <folder>', 'also put the model folder here')
    .option('--no-resume', 'an interrupted training starts over instead of going on')
    .option('--fresh', 'start over; earlier results are moved aside, not deleted')
    .option('--print-config', 'show the merged configuration and where each value came from, and stop')
    .option('--dry-run', 'show what would be trained, and train nothing')
    .option('--json', 'print the result as JSON on standard output')
    .option('--log-level <level>', 'silent, error, warn, info or debug', parseLogLevel, 'info' as const)
    .option('--log-json', 'log lines as JSON')
    .option('--results <folder>', 'where results go (default: results/)')
    .addHelpText(
      'after',
      `
The configuration comes from the file, then from variables such as SENTILAB_TRAINING__EPOCHS=3, then from the
flags: the later wins.

Examples:
  npm run train                                        the configuration of experiments/quick.ts
  npm run train -- quick --epochs 3 --lr 1e-3 --seed 2
  npm run train -- my.yaml --set model.dropout.head=0.3
  npm run train -- quick --cv 10 --jobs 2              mean ± sd over ten folds, NB-SVM on the same
  npm run --silent train -- quick --print-config > my.yaml

The same command again goes on after an interruption, and prints the result when everything is done.`,
    )
    .action(async (config: string, flags: TrainFlags) => {
      const { runTrain } = await import('../train/run-train.ts');
      await runTrain(config, flags);
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError('It must be a number, for example 1e-3.');
  return value;
}
