import { parseConfig } from '../config/index.ts';
import type { Trainable } from '../models/index.ts';
import { copyWeights, restoreWeights } from './best-weights.ts';
import { checkStart } from './check-start.ts';
import { trainingIdentity } from './checkpoint/identity.ts';
import { trainingConfigSchema, type TrainingConfigInput } from './config.ts';
import type { FitEffects, TrainingData } from './effects.ts';
import type { TrainingHistory } from './history.ts';
import { Run } from './run.ts';

/**
 * Trains a model and leaves it with the weights of its best epoch, the one with the lowest validation loss, or with the last
 * ones if so configured.
 *
 * @param config any part of `trainingConfigSchema`; the rest takes its defaults
 * @throws UserError for a bad configuration, empty parts, or checkpoints of another training
 * @throws FailureError when the loss is no finite number any more, or a checkpoint can not be written
 */
export async function fit(
  trainable: Trainable,
  data: TrainingData,
  config: TrainingConfigInput,
  effects: FitEffects,
): Promise<TrainingHistory> {
  const whole = parseConfig(trainingConfigSchema, config, 'training');
  checkStart(data, effects);
  const { checkpoints, callbacks = [] } = effects;
  try {
    const kept = checkpoints?.open(trainingIdentity(trainable, data, whole, effects)) ?? null;
    const run = new Run(trainable, data, whole, effects, effects.from ?? kept);
    const stopped = await run.train();
    const [best] = run.best;
    const last = whole.restore === 'last' ? run.epochs.at(-1) : undefined;
    if (last) trainable.swapAverage?.(); // to the mean, where one is kept
    const weights = last ? copyWeights(trainable) : best?.weights;
    if (weights) restoreWeights(trainable, weights);
    const history = { epochs: run.epochs, bestEpoch: (last ?? best)?.epoch ?? null, stopped };
    for (const { onEnd } of callbacks) await onEnd?.(history);
    return history;
  } finally {
    checkpoints?.close();
  }
}
