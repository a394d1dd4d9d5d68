import { UserError } from '../errors/index.ts';
import type { Numbers } from './checks.ts';

/**
 * Classes out of probabilities of the positive class.
 *
 * @param threshold positive from this probability on (p ≥ threshold); default 0.5
 */
export function predictedLabels(probabilities: Numbers, threshold = 0.5): Int32Array {
  if (!(threshold >= 0 && threshold <= 1))
    throw new UserError('A threshold is a probability from 0 to 1.', {
      field: 'threshold',
      value: threshold,
    });
  return Int32Array.from({ length: probabilities.length }, (_, i) =>
    (probabilities[i] ?? NaN) >= threshold ? 1 : 0,
  );
}
