/** The epoch loop: batches in, the best weights and a history out. Knows models only as `Trainable`. */
export { fit } from './fit.ts';
export type { FitEffects, TrainingData } from './effects.ts';
export type {
  EpochContext,
  ResumedAt,
  SavedCheckpoint,
  StepReport,
  StopRequest,
  TrainingCallback,
  TrainingStart,
} from './callbacks/callback.ts';
export type { CheckpointStore, TrainingIdentity } from './checkpoint/store.ts';
export { evaluate } from './evaluate.ts';
export { trainingConfigSchema } from './config.ts';
export type { TrainingConfig, TrainingConfigInput } from './config.ts';
export { learningRateAt } from './learning-rate.ts';
export type { ScheduleContext } from './learning-rate.ts';
export { scheduleConfigSchema } from './schedules/config.ts';
export type { ScheduleConfig } from './schedules/config.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export type {
  BestEpoch,
  Checkpoint,
  Elapsed,
  EpochProgress,
  StopReason,
  Stopped,
  TrainingHistory,
} from './history.ts';
export { findLearningRate } from './lr-finder/find-learning-rate.ts';
export type { LrFinderEffects, LrFinding } from './lr-finder/find-learning-rate.ts';
export { suggestLearningRate } from './lr-finder/suggest.ts';
export type { LrPoint, LrSuggestion } from './lr-finder/suggest.ts';
export { lrFinderConfigSchema } from './lr-finder/config.ts';
export type { LrFinderConfig, LrFinderConfigInput } from './lr-finder/config.ts';
export { convergenceFindings } from './convergence.ts';
export type { ConvergenceFinding } from './convergence.ts';
