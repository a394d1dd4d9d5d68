import type { PruneDecision, PrunerTrial } from './pruner.ts';
import { keep, prune } from './reports.ts';

/** A trial beside the best finished one, over the folds (or seeds, or data sets) that both have reported. */
interface PairedScores {
  readonly best: PrunerTrial;
  /** How much worse the trial is, fold by fold in order. */
  readonly differences: readonly number[];
  /** Over all folds of the trial. */
  readonly mean: number;
  /** Over all folds of the best one. */
  readonly bestMean: number;
}

/** How a trial is judged beside the best one. */
interface PairedTest {
  /** How messages call the pairs: folds, seeds. */
  readonly pairs: string;
  /** So many of them must be in before anything is pruned, 2 at least. */
  readonly startupSteps: number;
  /** Prune when the chance that the trial is not worse than the best one is below this. */
  readonly pThreshold: number;
  /** The chance of such differences, or larger ones, when the trial is not worse. */
  readonly p: (differences: readonly number[]) => number;
  /** Why a trial that the test would prune goes on all the same; null: it does not. Default: always null. */
  readonly spared?: (paired: PairedScores) => string | null;
}

/** Prunes a trial whose scores are worse than those of the best finished one, pair by pair. */
export function judgePaired(
  trial: PrunerTrial,
  others: readonly PrunerTrial[],
  { pairs, startupSteps, pThreshold, p: chance, spared }: PairedTest,
): PruneDecision {
  const paired = pairedScores(trial, others);
  if ('reason' in paired) return keep(paired.reason);
  const { best, differences } = paired;
  if (differences.length < Math.max(2, startupSteps))
    return keep(`Only ${differences.length} ${pairs} to compare with trial ${best.number}.`);
  const p = chance(differences);
  const how = `p = ${p.toPrecision(3)} over ${differences.length} ${pairs}`;
  if (!(p < pThreshold)) return keep(`Not clearly worse than trial ${best.number} (${how}).`);
  const reason = spared?.(paired) ?? null;
  return reason === null ? prune(`Worse than trial ${best.number}, the best one (${how}).`) : keep(reason);
}

/** @returns the pairs, or why there are none */
function pairedScores(
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
