import os from 'node:os';
import { Option, type Command } from 'commander';
import type { BenchReport } from '../../bench/bench.ts';
import type { AccuracyBenchOptions } from '../../bench/accuracy/run.ts';
import type { BucketsBenchOptions } from '../../bench/buckets/run.ts';
import type { DataBenchOptions } from '../../bench/data/run.ts';
import type { OptimizerBenchOptions } from '../../bench/optimizer/run.ts';
import type { RecurrentBenchOptions } from '../../bench/recurrent/recurrent.ts';
import type { PredictBenchOptions } from '../../bench/predict/run.ts';
import type { JournalBenchOptions } from '../../bench/journal/run.ts';
import type { ScaleBenchOptions } from '../../bench/scale/run.ts';
import type { SearchBenchOptions } from '../../bench/search/run.ts';
import type { TableBenchOptions } from '../../bench/search/table/run.ts';
import type { SweepBenchOptions } from '../../bench/sweep/run.ts';
import type { StepsBenchOptions } from '../../bench/text/steps.ts';
import type { TextBenchOptions } from '../../bench/text/text.ts';
import type { ViewerBenchOptions } from '../../bench/viewer/run.ts';
import { nameList, wholeNumber } from '../options.ts';

interface TableFlags {
  readonly record?: boolean;
  readonly json?: boolean;
}

type RecurrentFlags = Omit<RecurrentBenchOptions, 'log'> & { readonly json?: boolean };

/** `npm run bench -- NAME`: measures us beside others. A new benchmark adds its subcommand here. */
export default function bench(program: Command): void {
  const command = program.command('bench').description('Measure sentilab beside other libraries.');
  command
    .command('recurrent')
    .description('training steps and predictions of bidirectional LSTMs and GRUs, beside PyTorch')
    .option('--threads <n>', 'threads one operation may use', wholeNumber, os.availableParallelism())
    .option('--repetitions <n>', 'rounds; every contestant has its turn in each', wholeNumber, 10)
    .option('--peers <names>', 'of torch, tfjs-layers; without it only we are measured', nameList, [])
    .option('--python <path>', 'a Python with PyTorch', 'python3')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- recurrent --peers torch --threads 2')
    .action(async ({ json, ...options }: RecurrentFlags) => {
      const { recurrentBench } = await import('../../bench/recurrent/recurrent.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await recurrentBench({ ...options, log }), json);
    });
  command
    .command('accuracy')
    .description('what each trick brings on IMDB, trained from several seeds, beside NB-SVM')
    .option('--arms <names>', 'recipes of bench/accuracy/arms.ts', nameList, ['pure', 'hybrid', 'best'])
    .option('--seeds <n>', 'trainings per recipe', wholeNumber, 3)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- accuracy --arms pure,hybrid --seeds 3')
    .action(async ({ json, ...options }: Omit<AccuracyBenchOptions, 'log'> & { readonly json?: boolean }) => {
      const { accuracyBench } = await import('../../bench/accuracy/run.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await accuracyBench({ ...options, log }), json);
    });
  command
    .command('buckets')
    .description('one epoch with length buckets, beside a plain shuffle and fixed padding')
    .option('--data <name>', 'reviews', 'imdb')
    .option('--train-size <n>', 'how many to train on (default: the whole training part)', wholeNumber)
    .option('--all', 'the time over all reviews there are, none left out to be tested on')
    .option('--seeds <n>', 'trainings of each', wholeNumber, 3)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- buckets --train-size 5000')
    .action(async ({ json, ...options }: Omit<BucketsBenchOptions, 'log'> & { readonly json?: boolean }) => {
      const { bucketsBench } = await import('../../bench/buckets/run.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await bucketsBench({ ...options, log }), json);
    });
  command
    .command('optimizer')
    .description(
      'what a training step does besides the network: our kernels beside the operations of TensorFlow',
    )
    .option('--vocabulary <n>', 'rows of the table of word vectors', wholeNumber, 30_000)
    .option('--dimensions <n>', 'columns of it', wholeNumber, 100)
    .option('--words <n>', 'words of a batch', wholeNumber, 6400)
    .option('--repetitions <n>', 'turns of each', wholeNumber, 50)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  TF_NUM_INTRAOP_THREADS=1 npm run bench -- optimizer')
    .action(async ({ json, ...options }: OptimizerBenchOptions & { readonly json?: boolean }) => {
      const { optimizerBench } = await import('../../bench/optimizer/run.ts');
      print(await optimizerBench(options), json);
    });
  command
    .command('predict')
    .description(
      'predictions one by one and by batchPredict: how many per second, and that they are the same',
    )
    .option('--texts <n>', 'how many', wholeNumber, 5000)
    .addOption(
      new Option('--data <name>', 'rt: sentences; synthetic: reviews of 250 words')
        .choices(['rt', 'synthetic'])
        .default('rt'),
    )
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- predict --data synthetic')
    .action(async ({ json, ...options }: Omit<PredictBenchOptions, 'log'> & { readonly json?: boolean }) => {
      const { predictBench } = await import('../../bench/predict/run.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await predictBench({ ...options, log }), json);
    });
  command
    .command('data')
    .description('from the archive of IMDB’s train reviews to token ids, and the same out of the cache')
    .requiredOption('--from <archive>', 'IMDB’s reviews as published, a tar.gz')
    .option('--repetitions <n>', 'processes per measurement; the quickest counts', wholeNumber, 3)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- data --from aclImdb_v1.tar.gz')
    .action(async ({ json, ...options }: DataBenchOptions & { readonly json?: boolean }) => {
      const { dataBench } = await import('../../bench/data/run.ts');
      print(await dataBench(options), json);
    });
  command
    .command('search')
    .description('samplers on functions with known minima, beside what Optuna reached on the same ones')
    .option('--tasks <names>', 'default: all', nameList)
    .option('--samplers <names>', 'of grid, random, sobol, tpe, gp, cmaes, nsga2', nameList, [
      'random',
      'tpe',
    ])
    .option('--seeds <n>', 'searches per task and sampler', wholeNumber, 20)
    .option('--trials <n>', 'trials per search', wholeNumber, 100)
    .option('--fronts', 'tasks of two objectives: the share of the hypervolume', false)
    .option('--overhead', 'measure the CPU time of a suggestion instead', false)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- search --tasks branin,hartmann6')
    .action(async ({ json, ...options }: SearchBenchOptions & { readonly json?: boolean }) => {
      const { searchBench } = await import('../../bench/search/run.ts');
      print(searchBench(options), json);
    });
  command
    .command('scale')
    .description('a search with up to 1,000 simulated workers; what journal and Redis allow here')
    .option('--task <name>', 'what is searched', 'hartmann6')
    .option('--samplers <names>', 'of random, sobol, tpe, gp, cmaes, nsga2', nameList, [
      'random',
      'tpe',
      'cmaes',
    ])
    .option('--workers <numbers>', 'workers at the same time', nameList, ['1', '100', '1000'])
    .option('--trials <n>', 'of each search', wholeNumber, 5000)
    .option('--seeds <n>', 'searches of each', wholeNumber, 3)
    .option('--seconds <n>', 'median duration of a trial', wholeNumber, 60)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- scale --samplers gp --trials 1000 --seeds 1')
    .action(async ({ json, ...options }: ScaleBenchOptions & { readonly json?: boolean }) => {
      const { scaleBench } = await import('../../bench/scale/run.ts');
      print(await scaleBench(options), json);
    });
  command
    .command('viewer')
    .description(
      'the results viewer with many runs, in a real browser: opening, sorting, filtering, a new record',
    )
    .option('--runs <n>', 'in the experiment', wholeNumber, 10_000)
    .option('--columns <n>', 'parameters and metrics', wholeNumber, 50)
    .option('--epochs <n>', 'of every run', wholeNumber, 20)
    .option('--repetitions <n>', 'of each action', wholeNumber, 20)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- viewer --runs 50000')
    .action(async ({ json, ...options }: ViewerBenchOptions & { readonly json?: boolean }) => {
      const { viewerBench } = await import('../../bench/viewer/run.ts');
      print(await viewerBench(options), json);
    });
  command
    .command('table')
    .description('searches and pruners on the recorded learning curves of 336 configurations')
    .option('--seeds <n>', 'searches of each', wholeNumber, 20)
    .option('--trials <n>', 'of the random search that the others are held against', wholeNumber, 60)
    .option('--workers <n>', 'trials at the same time', wholeNumber, 4)
    .option('--record', 'train all configurations again (half an hour) and write the table')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- table --seeds 5')
    .action(async ({ json, record, ...options }: TableBenchOptions & TableFlags) => {
      if (record) {
        const { makeTable } = await import('../../bench/search/table/make.ts');
        print(await makeTable((line) => void process.stderr.write(`${line}\n`)), json);
        return;
      }
      const { tableBench } = await import('../../bench/search/table/run.ts');
      print(tableBench(options), json);
    });
  command
    .command('sweep')
    .description('trials per hour of the same search: two jobs, one job, and Optuna with PyTorch')
    .option('--python <path>', 'a Python with Optuna and PyTorch; without it only we are measured')
    .option('--trials <n>', 'of each search', wholeNumber, 16)
    .option('--rounds <n>', 'every contestant has its turn in each', wholeNumber, 3)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- sweep --python python3')
    .action(async ({ json, ...options }: Omit<SweepBenchOptions, 'log'> & { readonly json?: boolean }) => {
      const { sweepBench } = await import('../../bench/sweep/run.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await sweepBench({ ...options, log }), json);
    });
  command
    .command('journal')
    .description('opening a long journal, what an append costs, what is left after a torn line and a kill')
    .option('--trials <n>', 'in the journal', wholeNumber, 50_000)
    .option('--python <path>', 'a Python with Optuna, whose journal is measured beside ours')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- journal --trials 10000 --python python3')
    .action(async ({ json, ...options }: JournalBenchOptions & { readonly json?: boolean }) => {
      const { journalBench } = await import('../../bench/journal/run.ts');
      print(journalBench(options), json);
    });
  command
    .command('text')
    .description('texts to words beside scikit-learn, and the default text pipeline')
    .option('--python <path>', 'a Python with scikit-learn; without it only we are measured')
    .option('--from <archive>', 'official tar.gz of reviews (default: imdb if it is prepared, else rt)')
    .option('--repetitions <n>', 'passes of each; the quickest counts', wholeNumber, 5)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- text --python python3')
    .action(async ({ json, ...options }: Omit<TextBenchOptions, 'log'> & { readonly json?: boolean }) => {
      const { textBench } = await import('../../bench/text/text.ts');
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      print(await textBench({ ...options, log }), json);
    });
  command
    .command('steps')
    .description('linguistic steps of the text pipeline, beside the libraries they stand on')
    .option('--data <name>', 'data set whose texts are taken', 'rt')
    .option('--texts <n>', 'how many of them', wholeNumber, 2000)
    .option('--repetitions <n>', 'rounds; the quickest counts', wholeNumber, 3)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npm run bench -- steps --data imdb --texts 500')
    .action(async ({ json, ...options }: StepsBenchOptions & { readonly json?: boolean }) => {
      const { stepsBench } = await import('../../bench/text/steps.ts');
      print(await stepsBench(options), json);
    });
}

function print({ json, lines }: BenchReport, asJson: boolean | undefined): void {
  process.stdout.write(asJson ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
}
