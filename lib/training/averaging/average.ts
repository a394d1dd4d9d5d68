import type { TrainingConfig } from '../config.ts';

type Averaged = Pick<TrainingConfig, 'averaging' | 'epochs'>;

/** The epoch, from 1, at whose end stochastic weight averaging begins; null without it. */
export function swaFrom({ averaging, epochs }: Averaged): number | null {
  if (averaging?.kind !== 'swa') return null;
  return averaging.fromEpoch ?? Math.floor(0.75 * epochs) + 1;
}

/**
 * How far the mean of the weights moves towards them after a step: 1 takes them as they are, null leaves the mean alone.
 *
 * @param step from 1, counted over all epochs
 * @param stepsPerEpoch the mean of stochastic weight averaging moves at the end of an epoch only
 */
export function averageShare(config: Averaged, step: number, stepsPerEpoch: number): number | null {
  const { averaging } = config;
  switch (averaging?.kind) {
    case undefined:
      return null;
    case 'ema': {
      const { decay, warmUp } = averaging;
      if (step === 1) return 1;
      return 1 - (warmUp ? Math.min(decay, (1 + step) / (10 + step)) : decay);
    }
    case 'swa': {
      const epoch = step / stepsPerEpoch;
      const from = swaFrom(config) as number;
      return Number.isInteger(epoch) && epoch >= from ? 1 / (epoch - from + 1) : null;
    }
  }
}
