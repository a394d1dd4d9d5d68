import path from 'node:path';
import type { Command } from 'commander';
import { describeValue } from 'sentilab/errors';

interface ReproduceFlags {
  readonly json?: boolean;
  readonly results?: string;
}

/** `npm run reproduce -- RUN`: trains a recorded run again and compares the bits. */
export default function reproduce(program: Command): void {
  program
    .command('reproduce')
    .description('Train a recorded run again and say whether it comes out identical, or what differs first.')
    .argument('<run>', 'id of a run, or a beginning of it that is unique')
    .option('--json', 'print the comparison as JSON')
    .option('--results <folder>', 'where results are (default: results/)')
    .addHelpText('after', '\nExample:\n  npm run reproduce -- tpe-1f0c2a9b6d3e-t7')
    .action(run);
}

async function run(runId: string, flags: ReproduceFlags): Promise<void> {
  const { reproduceRun } = await import('sentilab/experiment/node');
  const { openResults } = await import('sentilab/tracking/node');
  const comparison = await reproduceRun(runId, {
    results: openResults(flags.results === undefined ? undefined : path.resolve(flags.results)),
    onEpoch: (epoch, metrics) =>
      process.stderr.write(
        `epoch ${epoch}: validation loss ${(metrics['validation/loss'] ?? NaN).toFixed(4)}\n`,
      ),
  });
  if (flags.json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else if (comparison.difference === null) process.stdout.write('identical\n');
  else {
    const { field, recorded, repeated } = comparison.difference;
    process.stdout.write(
      `${field}: recorded ${describeValue(recorded)}, repeated ${describeValue(repeated)}\n`,
    );
    const causes = comparison.causes.map(
      (cause) => `${cause.field} (${describeValue(cause.recorded)} → ${describeValue(cause.repeated)})`,
    );
    process.stdout.write(
      causes.length === 0
        ? 'The environment is the same: please report this.\n'
        : `What may explain it: ${causes.join(', ')}\n`,
    );
  }
  if (!comparison.identical) process.exitCode = 1;
}
