import type { TrainingCallback } from '../training/index.ts';
import { liveCurve } from './live-curve.ts';
import type { LiveFigureOptions } from './live-figure.ts';

/** Points of the training curve at most: a long training draws every so many steps. */
const POINTS = 300;
/** Weight of a new step's loss in the curve: a step alone jumps about. */
const NEW = 0.1;

export interface LiveTrainingOptions extends LiveFigureOptions {
  /** Default: Losses. */
  readonly title?: string;
}

/**
 * Shows a plot that follows a training step by step: the moving average of the training loss, and the validation loss at
 * every epoch's end. Give it to `trainModel` or `fit` among the `callbacks`.
 */
export function liveTraining({ title = 'Losses', ...options }: LiveTrainingOptions = {}): TrainingCallback {
  const live = liveCurve({ ...options, title, x: 'step', y: 'loss in nats' });
  let every = 1;
  let loss: number | null = null;
  return {
    onTrainStart: ({ totalSteps }) => {
      every = Math.ceil(totalSteps / POINTS);
      loss = null;
    },
    onStep: (step) => {
      loss = loss === null ? step.loss : loss + NEW * (step.loss - loss);
      if (step.step % every === 0) live.add('training', step.step, loss);
    },
    onEpoch: ({ step, metrics }) => {
      const validation = metrics['validation/loss'];
      if (validation !== undefined) live.add('validation', step, validation);
    },
    onEnd: () => live.finish(),
  };
}
