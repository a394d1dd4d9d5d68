import type { TrainingTask } from './training-task.ts';

/** The training that is killed: everything that has a memory from step to step is in it. */
export const DRILL_TRAINING: Pick<TrainingTask, 'everySteps' | 'epochs' | 'examples' | 'seed' | 'training'> =
  {
    everySteps: 2,
    epochs: 6,
    examples: 800,
    seed: 3,
    training: {
      learningRate: 0.01,
      schedule: 'warmup-cosine',
      optimizer: { kind: 'adamw' },
      adversarial: { kind: 'vat' },
      averaging: { kind: 'ema', decay: 0.95 },
      dropoutSchedule: { kind: 'linear' },
    },
  };
