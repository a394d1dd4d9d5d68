import type { Params } from '../../params.ts';
import type { ObservedTrial } from '../../sampler.ts';

/**
 * Best first: finished trials by value; then pruned ones, those that got further first, by value at the same epoch; then
 * failed ones. Equal trials stay in the order of their numbers.
 */
export function rank<P extends Params>(trials: readonly ObservedTrial<P>[]): ObservedTrial<P>[] {
  const order = { finished: 0, pruned: 1, failed: 2 } as const;
  const tier = (trial: ObservedTrial<P>): number => (trial.value === null ? 2 : order[trial.state]);
  return [...trials].sort(
    (a, b) =>
      tier(a) - tier(b) ||
      (tier(a) === 1 ? (b.epoch ?? 0) - (a.epoch ?? 0) : 0) ||
      (a.value ?? 0) - (b.value ?? 0) ||
      a.number - b.number,
  );
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
