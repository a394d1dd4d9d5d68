import type { PruneDecision, Pruner } from './pruner.ts';

/** Lets every trial run to its end. */
export class NonePruner implements Pruner {
  readonly name = 'none';

  shouldPrune(): PruneDecision {
    return { prune: false, reason: 'Nothing is pruned.' };
  }
}
