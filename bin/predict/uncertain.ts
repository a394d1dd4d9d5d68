import { UserError } from 'sentilab/errors';
import type { Uncertain } from 'sentilab/inference';

/**
 * `0.4-0.6`: probabilities between are no decision; `0.8`: a decision needs at least this confidence.
 *
 * @throws UserError when it is neither
 */
export function parseUncertain(text: string): Uncertain {
  const [low, high, more] = text.split('-').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const isShare = (value: number | undefined): value is number =>
    value !== undefined && value >= 0 && value <= 1;
  if (isShare(low) && high === undefined) return { kind: 'confidence', least: low };
  if (isShare(low) && isShare(high) && low <= high && more === undefined) return { kind: 'band', low, high };
  throw new UserError('A band of probabilities or a least confidence is expected.', {
    field: '--uncertain',
    value: text,
    fix: 'Write 0.4-0.6, or 0.8.',
  });
}
