import path from 'node:path';
import type { Command } from 'commander';
import type { Executor } from 'sentilab/tuning';
import { countedFromZero, nameList, wholeNumber } from '../options.ts';
import { showPlan } from '../summary/sweep-plan.ts';
import { showReplay } from '../summary/sweep-replay.ts';
import { sweepSummary } from '../summary/sweep-summary.ts';
import { sweepProgress } from '../progress/sweep-progress.ts';

interface SweepFlags {
  readonly sampler?: readonly string[];
  readonly trials?: number;
  readonly jobs?: number;
  readonly seed?: number;
  readonly data?: string;
  readonly fresh?: boolean;
  readonly timeout?: number;
  readonly trialTimeout?: number;
  readonly dryRun?: boolean;
  readonly why?: boolean;
  readonly replay?: boolean;
  readonly debug?: number;
  readonly debugPort: number;
  readonly json?: boolean;
  readonly results?: string;
  readonly workers?: string;
}

/** `npm run sweep`: runs an experiment's searches and says which configuration won. */
export default function sweep(program: Command): void {
  program
    .command('sweep')
    .description(
      'Search for the best configuration of an experiment with several samplers, and compare them.',
    )
    .argument('[experiment]', 'a name in experiments/, or the path of a .ts file', 'quick')
    .option('--sampler <names>', 'only these samplers, with commas: grid,random,tpe', nameList)
    .option('--trials <n>', 'trials per sampler; more than before extends the search', wholeNumber)
    .option('--jobs <n>', 'trials at the same time (default: the cores, at most 4)', wholeNumber)
    .option('--seed <n>', 'another seed makes another study', wholeNumber)
    .option('--data <name>', 'another data set: rt or imdb')
    .option('--timeout <seconds>', 'begin no further trial of a search after so long', wholeNumber)
    .option('--trial-timeout <seconds>', 'give a trial up after so long; it counts as failed', wholeNumber)
    .option('--fresh', 'start over; earlier results are moved aside, not deleted')
    .option('--dry-run', 'show what would run, and run nothing')
    .option('--why', 'say what changed, how many trials would run and how many are found again; run nothing')
    .option('--replay', 'let the samplers propose every trial again from what they knew then; run nothing')
    .option(
      '--debug <trial>',
      'train one trial here, for a debugger: waits until one is attached',
      countedFromZero,
    )
    .option(
      '--debug-port <n>',
      'with --debug: where the debugger attaches; 0: any free port',
      countedFromZero,
      9229,
    )
    .option('--json', 'print the result as JSON on standard output')
    .option('--results <folder>', 'where results go (default: results/)')
    .option('--workers <url>', 'trials run where npm run worker does, over Redis: redis://host:6379')
    .addHelpText(
      'after',
      `
Examples:
  npm run sweep                                  the quick experiment, a few minutes
  npm run sweep -- quick --trials 30             goes on from what is there up to 30 trials each
  npm run sweep -- quick --sampler tpe --seed 2  one sampler, another seed
  npm run sweep -- quick --workers redis://localhost:6379 --jobs 8
  npm run sweep -- imdb --data imdb --jobs 2     25,000 reviews (first: npm run data -- imdb)
  npm run sweep -- quick --sampler tpe --debug 3 stops in front of trial 3; breakpoints in lib/ work
  npm run sweep -- quick --why                   what it would train, and why

The same command again goes on after an interruption, and prints the result when everything is done.`,
    )
    .action(run);
}

async function run(experiment: string, flags: SweepFlags): Promise<void> {
  const { loadDefinition, runExperiment } = await import('sentilab/experiment/node');
  const { withOverrides, definitionJson } = await import('sentilab/experiment');
  const { openResults } = await import('sentilab/tracking/node');
  const definition = withOverrides(await loadDefinition(experiment), {
    ...(flags.sampler && { samplers: flags.sampler }),
    ...(flags.trials !== undefined && { trials: flags.trials }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    ...(flags.data !== undefined && { data: flags.data }),
  });
  const { resolveSource } = await import('sentilab/data/node');
  resolveSource(definition.config.data.source); // a misspelt name shows before anything is opened
  if (flags.dryRun) {
    process.stdout.write(`${JSON.stringify(definitionJson(definition), null, 2)}\n`);
    return;
  }
  const results = openResults(flags.results === undefined ? undefined : path.resolve(flags.results));
  if (flags.debug !== undefined) {
    const { debugTrial } = await import('../sweep/debug-trial.ts');
    const sampler = flags.sampler?.[0];
    return debugTrial(definition, { trial: flags.debug, sampler, port: flags.debugPort, results });
  }
  if (flags.why) return showPlan(definition, results, flags.json ?? false);
  if (flags.replay) return showReplay(definition, results, flags.json ?? false);
  const progress = sweepProgress(process.stderr);
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130); // the second time means it
    progress.listen({
      kind: 'message',
      text: 'Stopping. Finished trials are kept; the same command goes on.',
    });
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  let executor: Executor | null = null;
  try {
    if (flags.workers !== undefined) {
      const { remoteWorkers } = await import('../remote-workers.ts');
      executor = await remoteWorkers({
        url: flags.workers,
        jobs: flags.jobs,
        folder: results.paths(definition.name).folder,
        say: (text) => progress.listen({ kind: 'message', text }),
      });
    }
    const outcome = await runExperiment(definition, {
      ...(executor && { executor }),
      results,
      signal: stop.signal,
      onEvent: (event) => progress.listen(event),
      ...(flags.jobs !== undefined && { jobs: flags.jobs }),
      ...(flags.fresh !== undefined && { fresh: flags.fresh }),
      ...(flags.timeout !== undefined && { timeout: flags.timeout }),
      ...(flags.trialTimeout !== undefined && { trialTimeout: flags.trialTimeout }),
    });
    progress.stop();
    if (outcome.state === 'aborted') {
      process.exitCode = 130;
      return;
    }
    const paths = results.paths(definition.name);
    if (flags.json)
      process.stdout.write(`${JSON.stringify({ ...outcome, folder: paths.folder }, null, 2)}\n`);
    else process.stdout.write(sweepSummary(outcome, paths));
    if (outcome.comparison?.winner === null) process.exitCode = 1; // every trial failed
  } finally {
    progress.stop();
    await executor?.close();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
