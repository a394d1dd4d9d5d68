import type { StepOptions } from '../models/index.ts';
import type { TrainingConfig } from './config.ts';

/** What a configuration says about every step alike: clipping and losses. */
export function optionsOfTraining({
  clipNorm,
  clipValue,
  loss,
  adversarial,
}: TrainingConfig): Pick<StepOptions, 'clipNorm' | 'clipValue' | 'loss' | 'adversarial'> {
  return {
    clipNorm,
    ...(clipValue !== undefined && { clipValue }),
    ...(loss !== undefined && { loss }),
    ...(adversarial !== undefined && { adversarial }),
  };
}
