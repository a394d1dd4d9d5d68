import os from 'node:os';
import type { Command } from 'commander';
import { UserError, didYouMean } from 'sentilab/errors';
import { wholeNumber } from '../options.ts';

interface BenchFlags {
  readonly threads: number;
  readonly repetitions: number;
  readonly json?: boolean;
}

/** `npm run bench -- NAME`: measures us beside others. */
export default function bench(program: Command): void {
  program
    .command('bench')
    .description('Measure sentilab beside other libraries. NAME: recurrent (an LSTM training step).')
    .argument('<name>', 'which benchmark')
    .option('--threads <n>', 'threads one operation may use', wholeNumber, os.availableParallelism())
    .option('--repetitions <n>', 'measurements per contestant', wholeNumber, 8)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- recurrent --threads 2 --json')
    .action(run);
}

async function run(name: string, { threads, repetitions, json }: BenchFlags): Promise<void> {
  const { BENCHES } = await import('../../bench/index.ts');
  const chosen = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (chosen === undefined)
    throw new UserError('There is no such benchmark.', {
      field: 'bench',
      value: name,
      fix: didYouMean(name, Object.keys(BENCHES)),
    });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const report = await chosen.run({ threads, repetitions, log });
  process.stdout.write(json ? `${JSON.stringify(report.json, null, 2)}\n` : `${report.lines.join('\n')}\n`);
}
