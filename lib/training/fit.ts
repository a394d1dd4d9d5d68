import { parseConfig } from '../config/index.ts';
import type { Trainable } from '../models/index.ts';
import { restoreWeights } from './best-weights.ts';
import { trainingConfigSchema, type TrainingConfigInput } from './config.ts';
import type { FitEffects, TrainingData } from './effects.ts';
import type { TrainingHistory } from './history.ts';
import { Run } from './run.ts';

/**
 * Trains a model and leaves it with the weights of its best epoch, the one with the lowest validation loss.
 *
 * @param config any part of `trainingConfigSchema`; the rest takes its defaults
 * @throws UserError for a bad configuration or empty parts
 * @throws FailureError when the loss is no finite number any more
 */
export async function fit(
  trainable: Trainable,
  data: TrainingData,
  config: TrainingConfigInput,
  effects: FitEffects,
): Promise<TrainingHistory> {
  const run = new Run(trainable, data, parseConfig(trainingConfigSchema, config, 'training'), effects);
  const stopped = await run.train();
  if (run.best) restoreWeights(trainable, run.best.weights);
  return { epochs: run.epochs, bestEpoch: run.best?.epoch ?? null, stopped };
}
