import { crc32 } from './crc32.ts';
import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { SuccessiveHalvingPruner } from './successive-halving.ts';

export interface HyperbandOptions {
  /** Epochs of the first rung of the quickest bracket. Default 1. */
  readonly minEpochs?: number;
  /** Epochs that a trial has when nothing stops it. */
  readonly maxEpochs: number;
  /** One of so many trials of a rung goes on to the next, which is so many times as far. Default 3. */
  readonly reductionFactor?: number;
  /** Trials that wait at a rung: nobody goes on before so many others are there. Default 0. */
  readonly bootstrapCount?: number;
}

/**
 * Hyperband (Li et al. 2018, as Optuna’s HyperbandPruner decides it): successive halving in several brackets that begin
 * later and later, so that a trial that is slow to get going has its chance. A trial’s number decides its bracket; trials
 * compete within a bracket.
 */
export class HyperbandPruner implements Pruner {
  readonly name = 'hyperband';
  readonly #brackets: readonly { readonly share: number; readonly pruner: SuccessiveHalvingPruner }[];
  readonly #shares: number;

  constructor({ minEpochs = 1, maxEpochs, reductionFactor = 3, bootstrapCount = 0 }: HyperbandOptions) {
    const count = Math.floor(Math.log(maxEpochs / minEpochs) / Math.log(reductionFactor)) + 1;
    this.#brackets = Array.from({ length: Math.max(1, count) }, (_, minEarlyStoppingRate) => {
      const rungs = count - 1 - minEarlyStoppingRate;
      return {
        share: Math.ceil((count * reductionFactor ** rungs) / (rungs + 1)),
        pruner: new SuccessiveHalvingPruner({
          ...{ minEpochs, reductionFactor, minEarlyStoppingRate, bootstrapCount },
        }),
      };
    });
    this.#shares = this.#brackets.reduce((sum, { share }) => sum + share, 0);
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    const bracket = this.#bracketOf(trial.number);
    const rivals = others.filter(({ number }) => this.#bracketOf(number) === bracket);
    const { prune, reason } = (this.#brackets[bracket] as { pruner: Pruner }).pruner.shouldPrune(
      trial,
      rivals,
    );
    return { prune, reason: `Bracket ${bracket + 1} of ${this.#brackets.length}: ${reason}` };
  }

  /** Evenly mixed, each bracket with its share; the same in every process. */
  #bracketOf(number: number): number {
    let rest = crc32(`study_${number}`) % this.#shares;
    return this.#brackets.findIndex(({ share }) => {
      rest -= share;
      return rest < 0;
    });
  }
}
