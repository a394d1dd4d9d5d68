import type { TrainingConfig } from './config.ts';

/** Share of the steps over which a schedule with warm-up rises. */
const WARM_UP = 0.1;

/**
 * The learning rate of one optimizer step. Pure, so that training that goes on later goes on at the right place.
 *
 * @param step counted from 0
 * @param totalSteps of the whole training if it is not stopped early
 */
export function learningRateAt(
  { learningRate, schedule }: Pick<TrainingConfig, 'learningRate' | 'schedule'>,
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
