import type { EpochRecord } from '../tracking/index.ts';
import type { TrainingConfig } from './config.ts';
import type { Stopped } from './history.ts';
import { epochsWithoutProgress } from './progress.ts';

/** Whether training ends after these epochs: early stopping first, then the number of epochs; null to go on. */
export function reasonToStop(
  epochs: readonly EpochRecord[],
  { epochs: limit, patience, minDelta }: Pick<TrainingConfig, 'epochs' | 'patience' | 'minDelta'>,
): Stopped | null {
  const waited = epochsWithoutProgress(epochs, minDelta);
  if (patience !== null && waited >= patience)
    return { reason: 'patience', detail: `no better validation loss for ${waited} epochs` };
  if (epochs.length >= limit) return { reason: 'epochs', detail: `all ${limit} epochs done` };
  return null;
}
