import type { PruneDecision, Pruner, PrunerTrial } from './pruner.ts';
import { keep, prune, shown } from './reports.ts';

export interface SuccessiveHalvingOptions {
  /** Epochs of the first rung. Default 1. */
  readonly minEpochs?: number;
  /** One of so many trials of a rung goes on to the next, which is so many times as far. Default 4. */
  readonly reductionFactor?: number;
  /** The first rung is moved up by so many rungs: nothing is pruned earlier. Default 0. */
  readonly minEarlyStoppingRate?: number;
  /** Trials that wait at a rung: nobody goes on before so many others are there. Default 0. */
  readonly bootstrapCount?: number;
}

/**
 * Asynchronous successive halving (ASHA; Li et al. 2020, as Optuna’s SuccessiveHalvingPruner decides it): rungs at
 * `minEpochs · reductionFactor^(minEarlyStoppingRate + k)` epochs; a trial that comes to one goes on when its value is among
 * the best 1/reductionFactor of all that have been there so far.
 *
 * What stood at a rung follows from the reports alone: the value of the first report at or behind it.
 */
export class SuccessiveHalvingPruner implements Pruner {
  readonly name = 'asha';
  readonly #options: Required<SuccessiveHalvingOptions>;

  constructor(options: SuccessiveHalvingOptions = {}) {
    const defaults = { minEpochs: 1, reductionFactor: 4, minEarlyStoppingRate: 0, bootstrapCount: 0 };
    this.#options = { ...defaults, ...options };
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    const { reductionFactor, bootstrapCount } = this.#options;
    const last = trial.reports.at(-1);
    if (!last) return keep('Nothing was reported yet.');
    const first = this.#rungs({ ...trial, reports: trial.reports.slice(0, -1) }).length;
    if (last.epoch < this.#epochs(first)) return keep(`The next rung is at epoch ${this.#epochs(first)}.`);
    const standings = others.map((other) => this.#rungs(other));
    for (let rung = first; last.epoch >= this.#epochs(rung); rung++) {
      const { value } = last;
      if (value === null) return prune(`The value of epoch ${last.epoch} is not a finite number.`);
      const competing = standings.flatMap((values) => values[rung] ?? []);
      competing.push(value);
      const where = `the rung at epoch ${this.#epochs(rung)}`;
      if (competing.length <= bootstrapCount)
        return prune(`Only ${competing.length} trials came to ${where}, it begins after ${bootstrapCount}.`);
      competing.sort((a, b) => a - b);
      // The first few trials: the best of them goes on.
      const places = Math.max(1, Math.floor(competing.length / reductionFactor));
      if (value > (competing[places - 1] as number))
        return prune(
          `${shown(value, trial.maximised)} is not among the best ${places} of ${competing.length} trials at ${where}.`,
        );
    }
    return keep('Among the best of its rung.');
  }

  #epochs(rung: number): number {
    const { minEpochs, reductionFactor, minEarlyStoppingRate } = this.#options;
    return minEpochs * reductionFactor ** (minEarlyStoppingRate + rung);
  }

  /** The values with which a trial came to its rungs. Where a pruned one ended it went no further. */
  #rungs({ reports, state }: PrunerTrial): number[] {
    const values: number[] = [];
    for (const [i, { epoch, value }] of reports.entries())
      while (value !== null && epoch >= this.#epochs(values.length)) {
        values.push(value);
        if (state === 'pruned' && i === reports.length - 1) break;
      }
    return values;
  }
}
