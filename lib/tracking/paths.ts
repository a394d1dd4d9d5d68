import path from 'node:path';
import { UserError } from '../errors/index.ts';

/** Where everything of one experiment is. docs/architecture.md draws the tree. */
export interface ExperimentPaths {
  readonly folder: string;
  readonly experimentFile: string;
  readonly runsFolder: string;
  readonly comparisonFile: string;
  readonly reportFile: string;
  runFile(runId: string): string;
  studyFolder(studyId: string): string;
  journalFile(studyId: string): string;
  artifactsFolder(runId: string): string;
  /** A path as records keep it: relative to the experiment's folder, forward slashes. */
  relative(file: string): string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Whether a name can be a folder or file of results/ and nothing else: no separator, no leading dot. */
export function isSafeName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Paths of one experiment.
 *
 * @param root the results folder
 * @throws UserError for a name that is not a plain file name: no path leaves results/
 */
export function experimentPaths(root: string, experiment: string): ExperimentPaths {
  const folder = path.join(root, safe(experiment, 'experiment'));
  const inside = (...parts: string[]): string => path.join(folder, ...parts);
  return {
    folder,
    experimentFile: inside('experiment.json'),
    runsFolder: inside('runs'),
    comparisonFile: inside('comparison.json'),
    reportFile: inside('report.html'),
    runFile: (runId) => inside('runs', `${safe(runId, 'run')}.json`),
    studyFolder: (studyId) => inside('studies', safe(studyId, 'study')),
    journalFile: (studyId) => inside('studies', safe(studyId, 'study'), 'journal.jsonl'),
    artifactsFolder: (runId) => inside('artifacts', safe(runId, 'run')),
    relative: (file) => path.relative(folder, file).split(path.sep).join('/'),
  };
}

function safe(name: string, field: string): string {
  if (!isSafeName(name))
    throw new UserError('Must be a plain name: letters, digits, dot, dash and underscore, at most 100.', {
      field,
      value: name,
    });
  return name;
}
