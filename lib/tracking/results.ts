import fs from 'node:fs';
import path from 'node:path';
import { errorMessage } from '../errors/index.ts';
import { fromRoot, readJson, writeFileAtomic, writeJsonAtomic } from '../files/node.ts';
import { compareRuns } from './comparison.ts';
import { experimentPaths, isSafeName, type ExperimentPaths } from './paths.ts';
import { entriesOf, readRunsFolder, type Problem, type RunsRead } from './read-runs.ts';
import { comparisonSchema, type Comparison } from './schema/comparison.ts';
import { experimentSchema, type Experiment } from './schema/experiment.ts';
import { parseAs } from './schema/parse.ts';
import { runRecordSchema, type RunRecord } from './schema/run-record.ts';

/** Everything of one experiment that could be read. */
export interface ExperimentRead extends RunsRead {
  readonly name: string;
  /** null when experiment.json is missing or damaged; the runs load all the same. */
  readonly experiment: Experiment | null;
  /** Made anew from the runs of the current studies; null when there is no run. */
  readonly comparison: Comparison | null;
}

/** The results folder: reads tolerantly, writes only what is valid, whole or not at all. */
export interface Results {
  readonly root: string;
  paths(experiment: string): ExperimentPaths;
  /** Names of the folders that hold an experiment, sorted. */
  listExperiments(): string[];
  /** The studies of an experiment that have a journal, older ones included, by name. */
  listJournals(experiment: string): readonly { readonly study: string; readonly file: string }[];
  /** Definition, runs and comparison in one; never throws for damaged files: they are in `problems`. */
  read(experiment: string): ExperimentRead;
  readRuns(experiment: string): RunsRead;
  /** null when there is no experiment.json. @throws FailureError when it is damaged or from a newer version */
  readExperiment(experiment: string): Experiment | null;
  /** When it returns, the record survives a power cut. @throws FailureError for an invalid record: nothing is written */
  writeRun(record: RunRecord): void;
  writeExperiment(experiment: Experiment): void;
  writeComparison(comparison: Comparison): void;
  writeReport(experiment: string, html: string): void;
}

/** Opens a results folder; default: `SENTILAB_RESULTS`, else results/ of the project. It need not exist yet. */
export function openResults(root: string = process.env['SENTILAB_RESULTS'] || fromRoot('results')): Results {
  const paths = (experiment: string): ExperimentPaths => experimentPaths(root, experiment);
  const readRuns = (experiment: string): RunsRead => readRunsFolder(root, paths(experiment).runsFolder);
  const readExperiment = (experiment: string): Experiment | null => {
    const file = paths(experiment).experimentFile;
    return fs.existsSync(file) ? parseAs(experimentSchema, readJson(file), file) : null;
  };
  return {
    root,
    paths,
    readRuns,
    readExperiment,
    listExperiments: () =>
      entriesOf(root)
        .filter((entry) => entry.isDirectory() && isSafeName(entry.name))
        .map(({ name }) => name)
        .filter((name) => isExperiment(paths(name))),
    listJournals: (experiment) => {
      const own = paths(experiment);
      return entriesOf(path.join(own.folder, 'studies'))
        .filter((entry) => entry.isDirectory() && isSafeName(entry.name))
        .map(({ name }) => ({ study: name, file: own.journalFile(name) }))
        .filter(({ file }) => fs.existsSync(file));
    },
    read: (experiment) => readAll(root, experiment, readExperiment, readRuns(experiment)),
    writeRun: (record) => {
      const file = paths(record.experiment).runFile(record.id);
      writeJsonAtomic(file, parseAs(runRecordSchema, record, file));
    },
    writeExperiment: (experiment) => {
      const file = paths(experiment.name).experimentFile;
      writeJsonAtomic(file, parseAs(experimentSchema, experiment, file));
    },
    writeComparison: (comparison) => {
      const file = paths(comparison.experiment).comparisonFile;
      writeJsonAtomic(file, parseAs(comparisonSchema, comparison, file));
    },
    writeReport: (experiment, html) => writeFileAtomic(paths(experiment).reportFile, html),
  };
}

function isExperiment({ experimentFile, runsFolder }: ExperimentPaths): boolean {
  return fs.existsSync(experimentFile) || fs.existsSync(runsFolder);
}

function readAll(
  root: string,
  name: string,
  readExperiment: (name: string) => Experiment | null,
  { runs, problems }: RunsRead,
): ExperimentRead {
  const found: Problem[] = [...problems];
  let experiment: Experiment | null = null;
  try {
    experiment = readExperiment(name);
  } catch (error) {
    const shown = `${name}/experiment.json`;
    found.unshift({ file: shown, message: errorMessage(error).replaceAll(path.join(root, shown), shown) });
  }
  // Older studies stay beside the current ones but do not compete: their definition or data was another.
  const studies = experiment?.studies.filter(({ current }) => current).map(({ id }) => id);
  const comparison =
    runs.length === 0 ? null : compareRuns(runs, { experiment: name, ...(studies && { studies }) });
  return { name, experiment, runs, problems: found, comparison };
}
