/** Running experiments: needs files, processes and a tensor backend. */
export { runExperiment } from './run-experiment.ts';
export type { SweepOutcome } from './run-experiment.ts';
export type { SweepEffects } from './effects.ts';
export { workerExecutor } from './effects.ts';
export { createTrialHandler } from './trial-handler.ts';
export { definitionFile, listDefinitions, loadDefinition } from './load-definition.ts';
export { crossValidate } from './cross-validate.ts';
export type { CrossValidationEffects, CrossValidationOutcome } from './cross-validate.ts';
export { trainRun } from './train-run.ts';
export type { TrainRunEffects, TrainRunInput } from './train-run.ts';
export type { RunCheckpoints } from './run-checkpoints.ts';
export { startRun } from './start-run.ts';
export type { StartedRun } from './start-run.ts';
export { Preparer } from './prepare.ts';
export { publish } from './publish.ts';
export { reproduceRun } from './reproduce.ts';
export type { Difference, Reproduction } from './reproduce.ts';
