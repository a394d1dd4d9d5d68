import type { Params } from '../../params.ts';
import type { ObservedTrial } from '../../sampler.ts';

/**
 * Best first: finished trials by value; then pruned ones, those that got further first, by value at the same epoch; then
 * failed ones. Equal trials stay in the order of their numbers.
 */
export function compareTrials(a: ObservedTrial, b: ObservedTrial): number {
  const [tierA, tierB] = [tier(a), tier(b)];
  if (tierA !== tierB) return tierA - tierB;
  const further = tierA === 1 ? (b.epoch ?? 0) - (a.epoch ?? 0) : 0;
  return further || (a.value ?? 0) - (b.value ?? 0) || a.number - b.number;
}

function tier({ state, value }: ObservedTrial): number {
  if (value === null || state === 'failed') return 2;
  return state === 'finished' ? 0 : 1;
}

/** Trials kept in order, so that a new one costs a search instead of a sort. */
export class Ranking<P extends Params> {
  readonly #ranked: ObservedTrial<P>[] = [];
  readonly #byNumber = new Map<number, ObservedTrial<P>>();

  /** Adds a trial; one with the same number is replaced. */
  add(trial: ObservedTrial<P>): void {
    const before = this.#byNumber.get(trial.number);
    if (before) this.#ranked.splice(this.#place(before), 1);
    this.#byNumber.set(trial.number, trial);
    this.#ranked.splice(this.#place(trial), 0, trial);
  }

  /** Best first. */
  get trials(): readonly ObservedTrial<P>[] {
    return this.#ranked;
  }

  #place(trial: ObservedTrial<P>): number {
    let [low, high] = [0, this.#ranked.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareTrials(this.#ranked[middle] as ObservedTrial<P>, trial) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** More good trials than this blur the good region (Bergstra et al. 2013). */
const MOST_GOOD = 25;

/** How many of so many ranked trials count as good. */
export function goodCount(trials: number, share: number): number {
  return Math.min(MOST_GOOD, trials, Math.max(1, Math.ceil(share * trials)));
}

/** Weights of the good trials, best first, falling with the logarithm of the rank (as CMA-ES weighs); their mean is 1. */
export function rankWeights(count: number): number[] {
  const raw = Array.from({ length: count }, (_, i) => Math.log(count + 1.5) - Math.log(i + 1));
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / count;
  return raw.map((weight) => weight / mean);
}
