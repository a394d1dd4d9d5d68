import fs from 'node:fs';
import type { Direction, Params } from 'sentilab/tuning';

interface Told {
  readonly params: Params;
  readonly value: number;
}

/** What Optuna, scikit-learn and SciPy say: `test/golden/scripts/tuning_analysis.py`. */
export const golden = JSON.parse(
  fs.readFileSync(new URL('../../golden/tuning-analysis.json', import.meta.url), 'utf8'),
) as {
  readonly ped: readonly {
    readonly direction: Direction;
    readonly target: number;
    readonly region: number;
    readonly trials: readonly Told[];
    readonly importance: Readonly<Record<string, number>>;
  }[];
  readonly trees: readonly {
    readonly feature: readonly number[];
    readonly threshold: readonly number[];
    readonly left: readonly number[];
    readonly right: readonly number[];
    readonly value: readonly number[];
    readonly variance: number;
    readonly single: readonly number[];
    readonly pairs: readonly (readonly [number, number, number])[];
  }[];
  readonly forest: {
    readonly trials: readonly Told[];
    readonly importance: readonly (readonly number[])[];
    readonly names: readonly string[];
  };
  readonly ranks: readonly {
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly u: number;
    readonly p: number;
  }[];
};

/** As trials of a study that all finished. */
export function finished<P extends Params>(
  trials: readonly { readonly params: P; readonly value: number }[],
): { number: number; params: P; value: number; state: 'finished' }[] {
  return trials.map(({ params, value }, number) => ({ number, params, value, state: 'finished' }));
}
