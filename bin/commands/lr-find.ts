import path from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { wholeNumber } from '../options.ts';

interface LrFindFlags {
  readonly data?: string;
  readonly from?: number;
  readonly to?: number;
  readonly steps?: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** `npm run lr-find`: which learning rate an experiment's model can bear. */
export default function lrFind(program: Command): void {
  program
    .command('lr-find')
    .description('Raise the learning rate step by step, watch the loss, and name a rate to begin with.')
    .argument('[experiment]', 'a name in experiments/, or the path of a .ts file', 'quick')
    .option('--data <name>', 'another data set: rt or imdb')
    .option('--from <rate>', 'first learning rate (default: 1e-5)', rate)
    .option('--to <rate>', 'last learning rate (default: 1)', rate)
    .option('--steps <n>', 'steps at most (default: 150)', wholeNumber)
    .option('--seed <n>', 'seeds weights, dropout and order', wholeNumber, 1)
    .option(
      '--out <folder>',
      'where lr-find.json and lr-find.html go (default: results/lr-find/<experiment>)',
    )
    .option('--json', 'print the points as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run lr-find
  npm run lr-find -- imdb --data imdb --steps 300`,
    )
    .action(run);
}

async function run(experiment: string, flags: LrFindFlags): Promise<void> {
  const { loadDefinition, Preparer, startRun } = await import('sentilab/experiment/node');
  const { withOverrides } = await import('sentilab/experiment');
  const { findLearningRate } = await import('sentilab/training');
  const { getBackend } = await import('sentilab/runtime/node');
  const { projectRoot, writeFileAtomic, writeJsonAtomic } = await import('sentilab/files/node');
  const { lrFinderVerdict, renderLrFinderPage } = await import('sentilab/plots');
  const { plotlySource } = await import('sentilab/plots/node');
  const definition = withOverrides(
    await loadDefinition(experiment),
    flags.data === undefined ? {} : { data: flags.data },
  );
  const { config, name, title } = definition;
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const { prepared, trainable, rng } = await startRun(config, flags.seed, {
    backend: await getBackend(),
    preparer: new Preparer(),
  });
  try {
    const { from, to, steps } = flags;
    const finding = await findLearningRate(
      trainable,
      prepared.train,
      config.training,
      { ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(steps && { steps }) },
      {
        rng: rng.split('training'),
        signal: stop.signal,
        ...(prepared.classWeights && { classWeights: prepared.classWeights }),
      },
    );
    const current = config.training.learningRate;
    const folder = path.resolve(flags.out ?? path.join(projectRoot(), 'results', 'lr-find', name));
    const page = path.join(folder, 'lr-find.html');
    const report = { experiment: name, data: config.data.source, seed: flags.seed, current, ...finding };
    writeJsonAtomic(path.join(folder, 'lr-find.json'), report);
    writeFileAtomic(page, renderLrFinderPage({ finding, title, current, plotlySource: plotlySource() }));
    if (flags.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else
      process.stdout.write(`${lrFinderVerdict(finding)}\nThe configuration has ${current}.\nPage: ${page}\n`);
    if (finding.stopped === 'aborted') process.exitCode = 130;
  } finally {
    process.off('SIGINT', interrupt);
    trainable.dispose();
  }
}

function rate(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 1000))
    throw new InvalidArgumentError('It must be a positive number, for example 1e-4.');
  return number;
}
