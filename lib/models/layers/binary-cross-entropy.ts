import type { RowLoss } from './row-loss.ts';

/** The logistic function, without overflow. */
export function sigmoid(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}

/**
 * Cross-entropy of one row.
 *
 * @param smoothing share of the target that is spread over both classes
 */
export function crossEntropy(smoothing: number): RowLoss {
  return (logit, label) => {
    const target = smoothing === 0 ? label : label * (1 - smoothing) + smoothing / 2;
    return {
      value: Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit))),
      slope: sigmoid(logit) - target,
    };
  };
}
