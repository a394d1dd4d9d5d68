import { Command } from 'commander';
import pc from 'picocolors';
import { FailureError, SentilabError, errorMessage } from 'sentilab/errors';

/** A command file registers itself; heavy imports belong inside its action. */
export type Register = (program: Command) => void;

/** Name → the file that registers it. Loaded only when it is asked for, so that `--help` is quick. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly default: Register }>>> = {
  train: () => import('./commands/train.ts'),
  sweep: () => import('./commands/sweep.ts'),
  worker: () => import('./commands/worker.ts'),
  init: () => import('./commands/init.ts'),
  reproduce: () => import('./commands/reproduce.ts'),
  bench: () => import('./commands/bench.ts'),
  predict: () => import('./commands/predict.ts'),
  evaluate: () => import('./commands/evaluate.ts'),
  export: () => import('./commands/export.ts'),
  results: () => import('./commands/results.ts'),
  compare: () => import('./commands/compare.ts'),
  trials: () => import('./commands/trials.ts'),
  tensorboard: () => import('./commands/tensorboard.ts'),
  drill: () => import('./commands/drill.ts'),
  data: () => import('./commands/data.ts'),
  vectors: () => import('./commands/vectors.ts'),
  notebook: () => import('./commands/notebook.ts'),
  docs: () => import('./commands/docs.ts'),
  augment: () => import('./commands/augment.ts'),
  robustness: () => import('./commands/robustness.ts'),
  'lr-find': () => import('./commands/lr-find.ts'),
  pictures: () => import('./commands/pictures.ts'),
  completion: () => import('./commands/completion.ts'),
};

/** Runs one command line and returns its exit code: 0 done, 1 failure, 2 the person's mistake. */
export async function main(argv: readonly string[]): Promise<number> {
  const verbose = argv.includes('--verbose');
  endQuietlyOnClosedPipe();
  const program = new Command('sentilab')
    .description('Sentiment-classification experiments in TypeScript: train, search, compare.')
    .option('--verbose', 'print stack traces')
    .exitOverride()
    .showHelpAfterError('(add --help for the options and examples)')
    .configureOutput({ outputError: (text, write) => write(pc.red(text)) });
  try {
    const wanted = argv[0];
    const names = wanted !== undefined && wanted in COMMANDS ? [wanted] : Object.keys(COMMANDS);
    for (const name of names) (await COMMANDS[name]?.())?.default(program);
    if (wanted === 'complete' && argv[1] === '--') {
      (await import('./complete.ts')).complete(program, argv.slice(2));
      return 0;
    }
    for (const command of program.commands) command.exitOverride().option('--verbose', 'print stack traces');
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error, verbose);
  }
}

/** `npm run predict … | head` closes our output early: that is the reader's choice, not a failure. */
function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
}

function report(error: unknown, verbose: boolean): number {
  if (isCommanderExit(error)) return error.exitCode === 0 ? 0 : 2; // commander has printed its own message
  const known =
    error instanceof SentilabError ? error : new FailureError(errorMessage(error), { cause: error });
  process.stderr.write(`${pc.red('Error:')} ${known.message}\n`);
  if (verbose) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  else if (!(error instanceof SentilabError))
    process.stderr.write('Run the command again with --verbose for the details.\n');
  return known.exitCode;
}

function isCommanderExit(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
