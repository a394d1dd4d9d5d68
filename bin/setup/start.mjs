import { colours } from './colours.mjs';
import { commandLine } from './command-line.mjs';
import { ensure } from './ensure.mjs';
import { SetupError } from './part.mjs';
import { partsFor } from './parts/index.mjs';
import { fromRoot, root } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { backendWish } from './tensorflow/wish.mjs';

/**
 * Runs one command line from a fresh clone on: installs what the command needs, then hands over to bin/cli.ts.
 *
 * @param {readonly string[]} argv
 * @returns {Promise<number>} exit code: 0 done, 1 failure, 2 the person's mistake
 */
export async function start(argv) {
  const [command = '--help', ...rest] = argv;
  const progress = createProgress();
  try {
    setEnvironment();
    backendWish(); // a misspelt wish is told before anything is installed
    if (command === 'doctor') return await (await import('./doctor.mjs')).doctor(rest);
    const help = command.startsWith('-') || rest.includes('--help') || rest.includes('-h');
    const stopListening = announceInterruption(progress);
    try {
      await ensure(partsFor(command, { help }), {
        progress,
        lockFile: fromRoot('.cache', 'setup.lock'),
      });
    } finally {
      stopListening();
    }
    if (command === 'test' && !help) return await (await import('./test.mjs')).test(rest);
    return await commandLine([command, ...rest], progress);
  } catch (error) {
    return report(error, argv.includes('--verbose'), progress);
  }
}

/** TensorFlow reads its settings once, while it loads; worker processes inherit them. What the person has set stays. */
function setEnvironment() {
  process.env['SENTILAB_ROOT'] = root;
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
}

/** @param {import('./part.mjs').Progress} progress */
function announceInterruption(progress) {
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    progress.line('Interrupted. Run the same command again: it goes on where it stopped.');
    process.exit(signal === 'SIGINT' ? 130 : 143); // what is running ends with us, see guard.mjs
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
}

/**
 * @param {unknown} error
 * @param {boolean} verbose
 * @param {import('./part.mjs').Progress} progress
 */
function report(error, verbose, progress) {
  const { red } = colours(process.stderr);
  const message = error instanceof Error ? error.message : String(error);
  progress.line(`${red('Error:')} ${message.replace(/[.\s]*$/, '')}.`);
  if (error instanceof SetupError && error.fix !== undefined)
    progress.line(`Fix: ${error.fix.replace(/[.\s]*$/, '')}.`);
  if (verbose) progress.line(error instanceof Error ? (error.stack ?? message) : message);
  else if (!(error instanceof SetupError))
    progress.line('Run the command again with --verbose for the details.');
  return error instanceof SetupError ? error.exitCode : 1;
}
