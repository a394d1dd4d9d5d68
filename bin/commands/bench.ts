import os from 'node:os';
import type { Command } from 'commander';
import type { BenchReport } from '../../bench/bench.ts';
import type { SearchBenchOptions } from '../../bench/search/run.ts';
import { nameList, wholeNumber } from '../options.ts';

interface RecurrentFlags {
  readonly threads: number;
  readonly repetitions: number;
  readonly json?: boolean;
}

/** `npm run bench -- NAME`: measures us beside others. A new benchmark adds its subcommand here. */
export default function bench(program: Command): void {
  const command = program.command('bench').description('Measure sentilab beside other libraries.');
  command
    .command('recurrent')
    .description('a training step of a bidirectional LSTM, beside TensorFlow.js Layers')
    .option('--threads <n>', 'threads one operation may use', wholeNumber, os.availableParallelism())
    .option('--repetitions <n>', 'measurements per contestant', wholeNumber, 8)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- recurrent --threads 2 --json')
    .action(async ({ threads, repetitions, json }: RecurrentFlags) => {
      const { recurrentBench } = await import('../../bench/recurrent/recurrent.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await recurrentBench({ threads, repetitions, log }), json);
    });
  command
    .command('search')
    .description('samplers on functions with known minima, beside what Optuna reached on the same ones')
    .option('--tasks <names>', 'default: all', nameList)
    .option('--samplers <names>', 'of grid, random, tpe', nameList, ['random', 'tpe'])
    .option('--seeds <n>', 'searches per task and sampler', wholeNumber, 20)
    .option('--trials <n>', 'trials per search', wholeNumber, 100)
    .option('--overhead', 'measure the CPU time of a suggestion instead', false)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- search --tasks branin,hartmann6')
    .action(async ({ json, ...options }: SearchBenchOptions & { readonly json?: boolean }) => {
      const { searchBench } = await import('../../bench/search/run.ts');
      print(searchBench(options), json);
    });
}

function print({ json, lines }: BenchReport, asJson: boolean | undefined): void {
  process.stdout.write(asJson ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
}
