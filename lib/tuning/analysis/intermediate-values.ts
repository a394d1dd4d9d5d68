import type { TrialReport, TrialState } from '../trial.ts';

/** One trial's values on its way. */
export interface IntermediateCurve {
  readonly number: number;
  /** What became of it; a pruned trial's curve ends where it was given up. */
  readonly state: TrialState;
  readonly epochs: readonly number[];
  readonly values: readonly number[];
}

/** What the trials of a study reported of a metric, by epoch; those that reported nothing are left out. */
export function intermediateValues(
  trials: readonly {
    readonly number: number;
    readonly state: TrialState;
    readonly reports: readonly TrialReport[];
  }[],
  metric: string,
): IntermediateCurve[] {
  return trials.flatMap(({ number, state, reports }) => {
    const points = reports
      .flatMap(({ epoch, metrics }) => {
        const value = metrics[metric];
        return value === undefined || value === null ? [] : [{ epoch, value }];
      })
      .sort((a, b) => a.epoch - b.epoch);
    if (points.length === 0) return [];
    return [
      {
        number,
        state,
        epochs: points.map(({ epoch }) => epoch),
        values: points.map(({ value }) => value),
      },
    ];
  });
}
