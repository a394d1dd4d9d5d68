import type { StepOptions } from '../models/index.ts';
import type { EpochRecord } from '../tracking/index.ts';
import type { TrainingConfig } from './config.ts';
import type { FitEffects } from './effects.ts';
import { swaFrom } from './averaging/average.ts';
import { dropoutScaleAt } from './dropout-schedule.ts';
import { learningRateAt } from './learning-rate.ts';
import { optionsOfTraining } from './options-of-training.ts';
import { validationLosses } from './progress.ts';

/** Where a step stands in its training. */
export interface StepPlace {
  /** Counted from 0 over all epochs. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Finished ones. */
  readonly epochs: readonly EpochRecord[];
}

/** What the model is told at one step: a function of configuration, step and finished epochs alone. */
export function stepOptionsAt(
  config: TrainingConfig,
  { step, stepsPerEpoch, epochs }: StepPlace,
  { classWeights, thawAtEpoch = 1 }: Pick<FitEffects, 'classWeights' | 'thawAtEpoch'>,
): StepOptions {
  const totalSteps = config.epochs * stepsPerEpoch;
  const { averaging, dropoutSchedule } = config;
  const constant = averaging?.kind === 'swa' ? averaging.learningRate : undefined;
  const isAveraged = epochs.length + 1 >= (swaFrom(config) ?? Infinity);
  const scheduled = learningRateAt(config, step, totalSteps, {
    stepsPerEpoch,
    validationLosses: validationLosses(epochs),
  });
  const learningRate = isAveraged ? (constant ?? scheduled) : scheduled;
  return {
    learningRate,
    ...optionsOfTraining(config),
    ...(dropoutSchedule && { dropoutScale: dropoutScaleAt(dropoutSchedule, step, totalSteps) }),
    ...(classWeights && { classWeights }),
    ...(epochs.length + 1 < thawAtEpoch && { freezeEmbedding: true }),
  };
}
