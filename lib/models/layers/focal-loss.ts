import type { RowLoss } from './row-loss.ts';
import { sigmoid } from './binary-cross-entropy.ts';

/** Focal loss of one row: cross-entropy times (1 − p)^gamma, p the probability of the right class. */
export function focalLoss(gamma: number): RowLoss {
  return (logit, label) => {
    const sign = label === 1 ? 1 : -1;
    const along = sign * logit;
    const right = sigmoid(along);
    const wrong = sigmoid(-along);
    const entropy = Math.max(-along, 0) + Math.log1p(Math.exp(-Math.abs(along)));
    const weight = wrong ** gamma;
    return { value: weight * entropy, slope: -sign * weight * (wrong + gamma * right * entropy) };
  };
}
