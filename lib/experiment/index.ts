/** Definitions of experiments and what a sweep tells while it runs. Running one is in `sentilab/experiment/node`. */
export { defineExperiment, configForTrial, definitionJson } from './definition.ts';
export type { ExperimentDefinition, ExperimentInput } from './definition.ts';
export { dataConfigSchema, runConfigSchema } from './run-config.ts';
export { pseudoLabelsConfigSchema } from './pseudo-labels-config.ts';
export type { RunConfig, RunConfigInput } from './run-config.ts';
export { splitData } from './split-data.ts';
export { TRAIN_DEFAULTS, trainConfigJsonSchema, trainConfigSchema } from './train-config.ts';
export type { TrainConfig } from './train-config.ts';
export { environmentLayers, kindsFirst, parseAssignment } from './train-layers.ts';
export type { Assignment } from './train-layers.ts';
export { defineTraining, trainingId } from './training-definition.ts';
export type { TrainingDefinition, TrainingInput } from './training-definition.ts';
export { withOverrides } from './overrides.ts';
export type { Overrides } from './overrides.ts';
export { runId, runSeed, studyId } from './identity.ts';
export { bindParams } from './bind.ts';
export type { SweepEvent, SweepListener } from './sweep-events.ts';
