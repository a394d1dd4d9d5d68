import type { Direction } from '../objectives.ts';

/** A step of the distribution: this share of the trials is at least as good as the value. */
export interface EdfStep {
  readonly value: number;
  readonly share: number;
}

/**
 * Empirical distribution of the values of finished trials, from the best to the worst: how probable a good value is when one
 * tries again in the same way.
 */
export function edf(values: readonly number[], direction: Direction): EdfStep[] {
  const sorted = [...values].sort((a, b) => (direction === 'minimize' ? a - b : b - a));
  return sorted.flatMap((value, i) =>
    sorted[i + 1] === value ? [] : [{ value, share: (i + 1) / sorted.length }],
  );
}
