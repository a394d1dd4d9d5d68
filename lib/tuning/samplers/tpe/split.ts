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
