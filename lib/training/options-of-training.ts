import type { StepOptions } from '../models/index.ts';
import type { TrainingConfig } from './config.ts';

/** What a configuration says about every step alike: clipping and loss. */
export function optionsOfTraining({
  clipNorm,
  clipValue,
  loss,
}: TrainingConfig): Pick<StepOptions, 'clipNorm' | 'clipValue' | 'loss'> {
  return {
    clipNorm,
    ...(clipValue !== undefined && { clipValue }),
    ...(loss !== undefined && { loss }),
  };
}
