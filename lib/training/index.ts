/** The epoch loop: batches in, the best weights and a history out. Knows models only as `Trainable`. */
export { fit } from './fit.ts';
export type { EpochContext, FitEffects, StopRequest, TrainingData } from './fit.ts';
export { evaluate } from './evaluate.ts';
export { trainingConfigSchema } from './config.ts';
export type { TrainingConfig, TrainingConfigInput } from './config.ts';
export { learningRateAt } from './learning-rate.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export type { BestEpoch, Checkpoint, StopReason, TrainingHistory } from './history.ts';
