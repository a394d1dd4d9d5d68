/** The results folder on disk. */
export { openResults, type Results, type ExperimentRead } from './results.ts';
export { experimentPaths, isSafeName, type ExperimentPaths } from './paths.ts';
export { writeEventFiles } from './tensorboard/write-event-files.ts';
export { readRunFile, type Problem, type RunsRead } from './read-runs.ts';
