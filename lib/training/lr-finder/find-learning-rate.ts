import { parseConfig } from '../../config/index.ts';
import { trainingBatches } from '../../data/index.ts';
import type { EncodedExample } from '../../data/index.ts';
import { UserError } from '../../errors/index.ts';
import type { Batch, Trainable } from '../../models/index.ts';
import type { Rng } from '../../random/index.ts';
import { createBreather } from '../breather.ts';
import { trainingConfigSchema, type TrainingConfigInput } from '../config.ts';
import { groupsOf } from '../groups.ts';
import { optionsOfTraining } from '../options-of-training.ts';
import { takeStep } from '../take-step.ts';
import { chooseOptimizer } from '../choose-optimizer.ts';
import { lrFinderConfigSchema, type LrFinderConfigInput } from './config.ts';
import { suggestLearningRate, type LrPoint, type LrSuggestion } from './suggest.ts';

/** What a range test found. */
export interface LrFinding {
  readonly points: readonly LrPoint[];
  /** null: the curve says nothing. */
  readonly found: LrSuggestion | null;
  readonly stopped: 'all steps' | 'the loss rose' | 'not finite' | 'aborted';
}

/** What the range test takes from outside. */
export interface LrFinderEffects {
  /** Decides the order of the examples. */
  readonly rng: Rng;
  readonly classWeights?: readonly [negative: number, positive: number];
  readonly signal?: AbortSignal;
}

/**
 * The learning rate rises step by step along an exponential while the loss is watched; the model is left as it was.
 *
 * @param training batch size, optimizer, loss and clipping are taken from it; schedule and learning rate are not
 * @throws UserError for a bad configuration or no examples
 */
export async function findLearningRate(
  trainable: Trainable,
  examples: readonly EncodedExample[],
  training: TrainingConfigInput,
  finder: LrFinderConfigInput,
  { rng, classWeights, signal }: LrFinderEffects,
): Promise<LrFinding> {
  const config = parseConfig(trainingConfigSchema, training, 'training');
  const { from, to, steps, smoothing, stopAt } = parseConfig(lrFinderConfigSchema, finder, 'finder');
  if (examples.length === 0)
    throw new UserError('The range test needs examples.', { field: 'train', value: [] });
  chooseOptimizer(trainable, config);
  const before = trainable.exportState();
  const points: LrPoint[] = [];
  const breathe = createBreather();
  let [mean, least] = [0, Infinity];
  const finish = (stopped: LrFinding['stopped']): LrFinding => ({
    points,
    found: suggestLearningRate(points),
    stopped,
  });
  try {
    const groups = groupsOf(passes(examples, config.batchSize, rng), config.accumulate ?? 1);
    for (const group of groups) {
      if (signal?.aborted) return finish('aborted');
      const learningRate = from * (to / from) ** (points.length / (steps - 1));
      const { loss } = takeStep(trainable, group, {
        learningRate,
        ...optionsOfTraining(config),
        ...(classWeights && { classWeights }),
      });
      if (!Number.isFinite(loss)) return finish('not finite');
      mean = smoothing * mean + (1 - smoothing) * loss;
      const smoothed = mean / (1 - smoothing ** (points.length + 1));
      points.push({ learningRate, loss, smoothed });
      least = Math.min(least, smoothed);
      if (points.length >= 10 && smoothed > stopAt * least) return finish('the loss rose');
      if (points.length >= steps) break;
      await breathe();
    }
    return finish('all steps');
  } finally {
    trainable.importState(before);
  }
}

/** Batches of one pass after the other, without end. */
function* passes(
  examples: readonly EncodedExample[],
  batchSize: number,
  rng: Rng,
): Generator<Batch, void, undefined> {
  for (let pass = 1; ; pass++)
    yield* trainingBatches(examples, { batchSize, rng: rng.split(`pass-${pass}`) });
}
