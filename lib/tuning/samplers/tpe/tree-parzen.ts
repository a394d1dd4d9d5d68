import type { Rng } from '../../../random/index.ts';
import type { Column } from './columns.ts';
import type { Group } from './groups.ts';
import { ParzenEstimator } from './parzen.ts';

/** A Parzen estimator's settings for so many observations of so many columns. */
export type EstimatorOptions = (
  observations: number,
  columns: number,
) => { readonly priorWeight: number; readonly bandwidth: number };

/**
 * A density over the trials of a space with branches: one Parzen estimator per group of parameters that exist together, from
 * the trials that have them. The groups of a trial are independent, but a group exists only where its parents say so.
 */
export class TreeParzen {
  readonly #groups: readonly (Group & { readonly density: ParzenEstimator })[];
  readonly #width: number;

  constructor(
    columns: readonly Column[],
    groups: readonly Group[],
    rows: readonly Float64Array[],
    weights: readonly number[],
    options: EstimatorOptions,
  ) {
    this.#width = columns.length;
    this.#groups = groups.map((group) => {
      const own = group.columns.map((d) => columns[d] as Column);
      if (own.length === columns.length)
        return {
          ...group,
          density: new ParzenEstimator(own, rows, weights, options(rows.length, own.length)),
        };
      const first = group.columns[0] as number;
      const [parts, partWeights]: [Float64Array[], number[]] = [[], []];
      rows.forEach((row, k) => {
        if (Number.isNaN(row[first])) return;
        parts.push(partOf(row, group.columns));
        partWeights.push(weights[k] as number);
      });
      return {
        ...group,
        density: new ParzenEstimator(own, parts, partWeights, options(parts.length, own.length)),
      };
    });
  }

  /** One row; what the trial does not have is NaN. */
  sample(rng: Rng): Float64Array {
    const row = new Float64Array(this.#width).fill(NaN);
    for (const { columns, isIn, density } of this.#groups) {
      if (!isIn(row)) continue;
      const part = density.sample(rng);
      for (let i = 0; i < columns.length; i++) row[columns[i] as number] = part[i] as number;
    }
    return row;
  }

  /** The logarithm of the density of a whole trial. */
  logDensity(row: Float64Array): number {
    let sum = 0;
    for (const { columns, density } of this.#groups)
      if (!Number.isNaN(row[columns[0] as number]))
        sum += density.logDensity(columns.length === this.#width ? row : partOf(row, columns));
    return sum;
  }
}

function partOf(row: Float64Array, columns: readonly number[]): Float64Array {
  const part = new Float64Array(columns.length);
  for (let i = 0; i < columns.length; i++) part[i] = row[columns[i] as number] as number;
  return part;
}
