/** The results folder on disk. */
export { openResults, type Results, type ExperimentRead } from './results.ts';
export { experimentPaths, isSafeName, type ExperimentPaths } from './paths.ts';
export { writeEventFiles } from './tensorboard/write-event-files.ts';
export type { Problem, RunsRead } from './read-runs.ts';
