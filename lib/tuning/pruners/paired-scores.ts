import type { PrunerTrial } from './pruner.ts';

/** A trial beside the best finished one, over the folds (or seeds, or data sets) that both have reported. */
export interface PairedScores {
  readonly best: PrunerTrial;
  /** How much worse the trial is, fold by fold in order. */
  readonly differences: readonly number[];
  /** Over all folds of the trial. */
  readonly mean: number;
  /** Over all folds of the best one. */
  readonly bestMean: number;
}

/** @returns the pairs, or why there are none */
export function pairedScores(
  trial: PrunerTrial,
  others: readonly PrunerTrial[],
): PairedScores | { readonly reason: string } {
  const mine = folds(trial);
  const best = bestOf(others);
  if (!best) return { reason: 'No trial has finished yet.' };
  const theirs = folds(best);
  if (!mine || !theirs)
    return { reason: 'Some fold’s value is not a finite number: the folds cannot be compared.' };
  const differences = [...mine]
    .sort(([a], [b]) => a - b)
    .flatMap(([fold, value]) => {
      const other = theirs.get(fold);
      return other === undefined ? [] : [value - other];
    });
  return { best, differences, mean: mean(mine), bestMean: mean(theirs) };
}

/** By fold; null when one is not finite. */
function folds({ reports }: PrunerTrial): Map<number, number> | null {
  const values = new Map<number, number>();
  for (const { epoch, value } of reports) {
    if (value === null) return null;
    values.set(epoch, value);
  }
  return values;
}

function bestOf(others: readonly PrunerTrial[]): PrunerTrial | null {
  let best: PrunerTrial | null = null;
  for (const other of others)
    if (
      other.state === 'finished' &&
      other.value !== undefined &&
      (best?.value === undefined || other.value < best.value)
    )
      best = other;
  return best;
}

function mean(values: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const value of values.values()) sum += value;
  return sum / values.size;
}
