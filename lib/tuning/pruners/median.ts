import type { IntermediateValue, PruneDecision, Pruner, PrunerTrial } from './pruner.ts';

export interface MedianPrunerOptions {
  /** No trial is pruned before so many others can be compared with. Default 5. */
  readonly startupTrials?: number;
  /** The first epochs are never pruned. Default 0. */
  readonly warmupEpochs?: number;
  /** Decide only at every so-many-th epoch after the warm-up. Default 1. */
  readonly intervalEpochs?: number;
  /**
   * Whom to compare with: `finished` trials alone, as Optuna's MedianPruner does, or all that `reported` this epoch,
   * running and pruned ones too, which prunes earlier in a parallel study and less strictly late in it. Default `finished`.
   */
  readonly among?: 'finished' | 'reported';
}

/**
 * Prunes a trial whose best value so far is worse than the median of the others at the same epoch (Golovin et al. 2017,
 * as Optuna's MedianPruner decides it).
 */
export class MedianPruner implements Pruner {
  readonly name = 'median';
  readonly #options: Required<MedianPrunerOptions>;

  constructor(options: MedianPrunerOptions = {}) {
    this.#options = { startupTrials: 5, warmupEpochs: 0, intervalEpochs: 1, among: 'finished', ...options };
  }

  shouldPrune(trial: PrunerTrial, others: readonly PrunerTrial[]): PruneDecision {
    const { startupTrials, warmupEpochs, among } = this.#options;
    const last = trial.reports.at(-1);
    if (!last) return keep('Nothing was reported yet.');
    const peers = others.filter(({ state }) => among === 'reported' || state === 'finished');
    const values = peers.flatMap(({ reports }) => valueAt(reports, last.epoch));
    const known = among === 'finished' ? peers.length : values.length;
    if (known < startupTrials) return keep(`Only ${known} of ${startupTrials} trials to compare with.`);
    if (last.epoch <= warmupEpochs) return keep(`Epoch ${last.epoch} of ${warmupEpochs} warm-up epochs.`);
    if (!this.#isFirstOfInterval(trial)) return keep('Between two decisions.');
    const best = minimum(trial.reports);
    if (best === null)
      return { prune: true, reason: `No report up to epoch ${last.epoch} is a finite number.` };
    if (values.length === 0) return keep(`No other trial reported epoch ${last.epoch}.`);
    const middle = median(values);
    const shown = (value: number): string => String(Number(Math.abs(value).toPrecision(6)));
    return best > middle
      ? {
          prune: true,
          reason: `Its best value up to epoch ${last.epoch}, ${shown(best)}, is worse than the median of ${values.length} trials there, ${shown(middle)}.`,
        }
      : keep(`Not worse than the median of ${values.length} trials at epoch ${last.epoch}.`);
  }

  /** Epochs may be skipped in reports: the first report inside an interval decides. */
  #isFirstOfInterval({ reports }: PrunerTrial): boolean {
    const { warmupEpochs, intervalEpochs } = this.#options;
    const last = (reports.at(-1) as IntermediateValue).epoch;
    const start = Math.floor((last - 1 - warmupEpochs) / intervalEpochs) * intervalEpochs + warmupEpochs + 1;
    return !reports.slice(0, -1).some(({ epoch }) => epoch >= start && epoch < last);
  }
}

function keep(reason: string): PruneDecision {
  return { prune: false, reason };
}

function valueAt(reports: readonly IntermediateValue[], epoch: number): number[] {
  const value = reports.findLast((report) => report.epoch === epoch)?.value;
  return value === undefined || value === null ? [] : [value];
}

function minimum(reports: readonly IntermediateValue[]): number | null {
  const values = reports.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? null : Math.min(...values);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
