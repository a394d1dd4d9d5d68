import fs from 'node:fs';
import path from 'node:path';
import { splitData, type TrainingInput } from 'sentilab/experiment';
import {
  crossValidate,
  trainModel,
  type CrossValidationEffects,
  type CrossValidationOutcome,
  type TrainModelOutcome,
} from 'sentilab/experiment/node';
import { loadDataset } from 'sentilab/data/node';
import { openResults, type Results } from 'sentilab/tracking/node';
import { createLogger, type Logger } from '../log/logger.ts';
import { moves } from '../progress/moves.ts';
import { cvSummary } from '../summary/cv-summary.ts';
import { trainSummary } from '../summary/train-summary.ts';
import { configAsYaml } from './print-config.ts';
import { readTrainConfig, type ReadTrainConfig } from './read-train-config.ts';
import { stepProgress } from './step-progress.ts';
import type { TrainFlags } from './train-flags.ts';
import { trainLog } from './train-log.ts';

/** Reads the configuration, trains, and prints what came of it. */
export async function runTrain(source: string, flags: TrainFlags): Promise<void> {
  const read = await readTrainConfig(source, flags, process.env);
  const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  if (flags.printConfig) {
    const { config, origins } = read;
    if (flags.json) print({ config, origins });
    else process.stdout.write(configAsYaml(read));
    return;
  }
  const results = openResults(flags.results === undefined ? undefined : path.resolve(flags.results));
  if (flags.dryRun) return print(await planOf(read, results));
  const progress = stepProgress(process.stderr);
  const isFollowed = flags.logLevel !== 'silent' && !flags.logJson && moves(process.stderr);
  const stream = {
    write: (text: string): boolean => {
      progress.clear();
      return process.stderr.write(text);
    },
  };
  const logger = createLogger({ level: flags.logLevel, json: flags.logJson ?? false, stream });
  const { config, name, title } = read;
  const { seed, folds, name: _name, title: _title, ...runConfig } = config;
  const input: TrainingInput = { name, title, config: runConfig, seed };
  await interruptible(logger, async (signal) => {
    const log = trainLog(logger, folds ?? null);
    const effects: CrossValidationEffects = {
      results,
      signal,
      onEvent: log,
      onFolder: (folder) => {
        logger.keepIn(path.join(folder, 'log.jsonl'));
        logger.debug('begins', { command: process.argv.slice(2), config, origins: read.origins });
      },
      baseline: flags.baseline,
      resume: flags.resume,
      ...(flags.fresh !== undefined && { fresh: flags.fresh }),
      ...(flags.jobs !== undefined && folds !== undefined && { jobs: flags.jobs }),
    };
    const paths = results.paths(name);
    const outcome =
      folds === undefined
        ? await trainModel(input, { ...effects, callbacks: isFollowed ? [progress.callback] : [] })
        : await crossValidate({ ...input, folds }, effects);
    if (outcome.state === 'aborted') return outcome.state;
    if ('model' in outcome && outcome.model !== null && flags.out !== undefined)
      copyModel(outcome.model, flags.out, logger);
    if (flags.json) print({ ...outcome, folder: paths.folder });
    else process.stdout.write('result' in outcome ? cvSummary(outcome, paths) : trainSummary(outcome, paths));
    return outcome.state;
  });
}

/** Stops cleanly at the first SIGINT or SIGTERM (exit code 130); the second one means at once. */
async function interruptible(
  logger: Logger,
  work: (signal: AbortSignal) => Promise<(TrainModelOutcome | CrossValidationOutcome)['state']>,
): Promise<void> {
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
    logger.warn('Stopping. What is done is kept; the same command goes on.');
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    if ((await work(stop.signal)) === 'aborted') process.exitCode = 130;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** What would be trained: nothing is opened but the data. */
async function planOf({ config, name, title }: ReadTrainConfig, results: Results): Promise<unknown> {
  const dataset = await loadDataset(config.data.source);
  const { seed, folds, name: _name, title: _title, ...runConfig } = config;
  const { train, validation, test } = splitData(
    dataset,
    folds === undefined ? config.data : { ...config.data, fold: { of: folds, number: 1 } },
  );
  return {
    name,
    title,
    folder: results.paths(name).folder,
    seed,
    ...(folds !== undefined && { folds }),
    data: {
      name: dataset.name,
      examples: dataset.examples.length,
      train: train.length,
      validation: validation.length,
      test: test.length,
    },
    config: runConfig,
  };
}

function copyModel(model: string, out: string, logger: Logger): void {
  const target = path.resolve(process.env['INIT_CWD'] ?? '.', out);
  fs.cpSync(model, target, { recursive: true });
  logger.info(`The model is also in ${target}`);
}
