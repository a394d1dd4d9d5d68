import type { TrainingCallback } from 'sentilab/training';
import { formatDuration } from '../progress/format.ts';
import { stepLine } from '../progress/step-line.ts';

/** Weight of a new step's loss in the one that is shown: a step alone jumps about. */
const NEW = 0.05;

/** A training's moving line. */
export interface StepProgress {
  readonly callback: TrainingCallback;
  /** Removes it; call before printing anything else. */
  readonly clear: () => void;
}

/**
 * One line on a terminal that is written over: how far the training is, its loss (a moving average), the learning rate,
 * reviews per second and the time left. Elsewhere nothing: epochs have lines of their own in the log.
 *
 * @param stream where to show it: stderr, so that stdout stays free for results
 * @param now milliseconds, default the clock
 */
export function stepProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
  now: () => number = Date.now,
): StepProgress {
  const line = stepLine(stream, now);
  let total = 0;
  let epochs = 0;
  let begin = { at: 0, step: 0 };
  let loss: number | null = null;
  let rows = 0;
  return {
    clear: () => line.clear(),
    callback: {
      onTrainStart: ({ totalSteps, config, resumed }) => {
        [total, epochs, loss, rows] = [totalSteps, config.epochs, null, 0];
        begin = { at: now(), step: resumed?.step ?? 0 };
      },
      onStep: (step) => {
        if (!stream.isTTY) return;
        loss = loss === null ? step.loss : loss + NEW * (step.loss - loss);
        rows += step.rows;
        const seconds = (now() - begin.at) / 1000;
        const done = step.step - begin.step;
        const left = (seconds / done) * (total - step.step);
        const parts = [
          `epoch ${step.epoch}/${epochs}`,
          `step ${step.step}/${total}`,
          `loss ${loss.toFixed(3)}`,
          `learning rate ${step.learningRate.toExponential(1)}`,
          ...(seconds > 0 ? [`${Math.round(rows / seconds).toLocaleString('en')} reviews/s`] : []),
          `${formatDuration(left)} left`,
        ];
        line.show(parts.join(' · '), step.step, total);
      },
      onEnd: () => line.clear(),
    },
  };
}
