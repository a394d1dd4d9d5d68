import type { TrainingConfig } from './config.ts';
import { cosineRestarts } from './schedules/cosine-restarts.ts';
import { oneCycle } from './schedules/one-cycle.ts';
import { plateau } from './schedules/plateau.ts';

/** Share of the steps over which a schedule with warm-up rises. */
const WARM_UP = 0.1;

/** What some schedules look at besides the step. */
export interface ScheduleContext {
  readonly stepsPerEpoch: number;
  /** Of the finished epochs, in nats. */
  readonly validationLosses: readonly number[];
}

/**
 * The learning rate of one optimizer step. Pure, so that training that goes on later goes on at the right place.
 *
 * @param step counted from 0
 * @param totalSteps of the whole training if it is not stopped early
 * @param context default: one epoch, none of them finished
 */
export function learningRateAt(
  { learningRate, schedule }: Pick<TrainingConfig, 'learningRate' | 'schedule'>,
  step: number,
  totalSteps: number,
  context: ScheduleContext = { stepsPerEpoch: totalSteps, validationLosses: [] },
): number {
  if (typeof schedule === 'string') return named(schedule, learningRate, step, totalSteps);
  const { stepsPerEpoch, validationLosses } = context;
  switch (schedule.kind) {
    case 'one-cycle':
      return learningRate * oneCycle(schedule, step, totalSteps);
    case 'cosine-restarts':
      return learningRate * cosineRestarts(schedule, step / stepsPerEpoch);
    case 'linear-warm-up': {
      const rising = Math.max(1, Math.round(totalSteps * schedule.share));
      return learningRate * (schedule.from + (1 - schedule.from) * Math.min(1, step / rising));
    }
    case 'step':
      return learningRate * schedule.factor ** Math.floor(Math.floor(step / stepsPerEpoch) / schedule.epochs);
    case 'plateau':
      return learningRate * plateau(schedule, validationLosses);
  }
}

function named(
  schedule: 'constant' | 'warmup-linear' | 'warmup-cosine',
  learningRate: number,
  step: number,
  totalSteps: number,
): number {
  if (schedule === 'constant') return learningRate;
  const warmUp = Math.max(1, Math.round(totalSteps * WARM_UP));
  if (step < warmUp) return (learningRate * (step + 1)) / warmUp; // the first step already learns
  const done = Math.min(1, (step - warmUp + 1) / (totalSteps - warmUp + 1)); // and so does the last
  switch (schedule) {
    case 'warmup-linear':
      return learningRate * (1 - done);
    case 'warmup-cosine':
      return learningRate * 0.5 * (1 + Math.cos(Math.PI * done));
  }
}
