import type { Direction } from '../objectives.ts';
import type { Params } from '../params.ts';

/** As much of a trial as an analysis reads: a study's own trials and those of run records fit. */
export interface AnalysedTrial<P extends Params = Params> {
  readonly number: number;
  readonly params: P;
  readonly state: string;
  readonly value: number | null;
}

/** A finished trial; less is better. */
export interface Scored<P extends Params = Params> {
  readonly number: number;
  readonly params: P;
  readonly score: number;
}

/** The finished trials with their value as it is to be minimised; pruned ones have an unfinished value and are left out. */
export function scoredTrials<P extends Params>(
  trials: readonly AnalysedTrial<P>[],
  direction: Direction,
): Scored<P>[] {
  return trials.flatMap(({ number, params, state, value }) =>
    state !== 'finished' || value === null || !Number.isFinite(value)
      ? []
      : [{ number, params, score: direction === 'minimize' ? value : -value }],
  );
}

/** The share with the lowest scores, rounded up, with all that equal the last of them. */
export function bestShare<T extends { readonly score: number }>(trials: readonly T[], share: number): T[] {
  const sorted = trials.map(({ score }) => score).sort((a, b) => a - b);
  const last = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? -Infinity;
  return trials.filter(({ score }) => score <= last);
}
