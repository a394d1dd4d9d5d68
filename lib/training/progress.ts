import type { EpochRecord } from '../tracking/index.ts';

/** Validation losses of epochs, in nats; NaN where an epoch has none. */
export function validationLosses(epochs: readonly EpochRecord[]): number[] {
  return epochs.map(({ metrics }) => metrics['validation/loss'] ?? NaN);
}

/** Epochs since the validation loss last fell by more than `minDelta` nats. */
export function epochsWithoutProgress(epochs: readonly EpochRecord[], minDelta: number): number {
  let reference = Infinity;
  let waited = 0;
  for (const loss of validationLosses(epochs)) {
    if (loss < reference - minDelta) {
      reference = loss;
      waited = 0;
    } else waited++;
  }
  return waited;
}
