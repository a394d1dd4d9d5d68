import type { Rng } from '../../../random/index.ts';
import type { Column } from './columns.ts';
import { logNormalDensity, logNormalMass, truncatedNormal } from './normal.ts';

/** How wide the kernels are. */
export interface ParzenOptions {
  /** Weight of the prior kernel, which covers the whole space, beside the observations'. */
  readonly priorWeight: number;
  /** Deviation of a numeric kernel, in units of the range. A discrete column’s is at least half a cell wide. */
  readonly bandwidth: number;
}

/**
 * A multivariate Parzen estimator (Bergstra et al. 2011; Falkner et al. 2018; Watanabe 2023): a mixture with one product
 * kernel per observation and one prior kernel. Real numbers get normals truncated to the range, discrete numbers the
 * normal's mass in their cell, categories an Aitchison-Aitken kernel.
 */
export class ParzenEstimator {
  readonly #columns: readonly Column[];
  readonly #rows: readonly Float64Array[];
  /** Per column, of the observations' kernels. */
  readonly #deviations: readonly number[];
  /** Per column: probability that a categorical kernel gives evenly to all choices. */
  readonly #spreads: readonly number[];
  /** Cumulative, the prior last; sums to 1. */
  readonly #cumulative: Float64Array;
  /** Per kernel: the logarithm of its weight and of everything that does not depend on the point. */
  readonly #constant: Float64Array;

  constructor(
    columns: readonly Column[],
    rows: readonly Float64Array[],
    weights: readonly number[],
    options: ParzenOptions,
  ) {
    this.#columns = columns;
    this.#rows = rows;
    // Narrower than that, a kernel on a small integer would never leave its cell.
    this.#deviations = columns.map((column) =>
      column.kind === 'cells' ? Math.max(options.bandwidth, 0.5 / column.count) : options.bandwidth,
    );
    // Each choice gets 1/(n+1) of an observation: the more is known, the less is spread.
    this.#spreads = columns.map((column) => {
      const extra = column.kind === 'category' && column.choices > 1 ? column.choices / (rows.length + 1) : 0;
      return extra / (1 + extra);
    });
    const all = [...weights, options.priorWeight];
    const total = all.reduce((sum, weight) => sum + weight, 0);
    this.#cumulative = new Float64Array(all.length);
    this.#constant = new Float64Array(all.length);
    let sum = 0;
    all.forEach((weight, k) => {
      sum += weight / total;
      this.#cumulative[k] = sum;
      this.#constant[k] = Math.log(weight / total) + this.#logNormaliser(k);
    });
  }

  /** One row: a kernel by its weight, then a draw of each column from it. */
  sample(rng: Rng): Float64Array {
    const u = rng.float();
    let k = 0;
    while (k < this.#rows.length && (this.#cumulative[k] ?? 1) <= u) k++;
    const center = this.#rows[k];
    return Float64Array.from(this.#columns, (column, d) => {
      if (column.kind === 'category') {
        const other = center === undefined || rng.float() < (this.#spreads[d] as number);
        return other ? rng.int(0, column.choices - 1) : (center[d] ?? 0);
      }
      const draw = truncatedNormal(center?.[d] ?? 0.5, this.#deviation(k, d), rng);
      return column.kind === 'cells' ? column.snap(draw) : draw;
    });
  }

  /** The logarithm of the density (of the mass, where a column is discrete). */
  logDensity(point: Float64Array): number {
    const count = this.#rows.length;
    const logs = Float64Array.from(this.#constant);
    this.#columns.forEach((column, d) => {
      const x = point[d] ?? 0;
      const bandwidth = this.#deviations[d] as number;
      if (column.kind === 'real') {
        const scale = -0.5 / (bandwidth * bandwidth);
        for (let k = 0; k < count; k++) {
          const distance = x - ((this.#rows[k] as Float64Array)[d] as number);
          (logs[k] as number) += scale * distance * distance;
        }
        (logs[count] as number) += -0.5 * (x - 0.5) * (x - 0.5);
      } else if (column.kind === 'cells') {
        const [start, end] = column.cell(x);
        const known = new Map<number, number>();
        for (let k = 0; k < count; k++) {
          const mean = (this.#rows[k] as Float64Array)[d] as number;
          let log = known.get(mean);
          if (log === undefined) {
            log = logNormalMass((start - mean) / bandwidth, (end - mean) / bandwidth);
            known.set(mean, log);
          }
          (logs[k] as number) += log;
        }
        (logs[count] as number) += logNormalMass(start - 0.5, end - 0.5);
      } else {
        const share = (this.#spreads[d] as number) / column.choices;
        const [same, other] = [Math.log(1 - (this.#spreads[d] as number) + share), Math.log(share)];
        for (let k = 0; k < count; k++)
          (logs[k] as number) += (this.#rows[k] as Float64Array)[d] === x ? same : other;
        (logs[count] as number) -= Math.log(column.choices);
      }
    });
    return logSumExp(logs);
  }

  /** Minus the logarithm of what a kernel's truncated normals sum to inside the range. */
  #logNormaliser(k: number): number {
    const center = this.#rows[k];
    let log = 0;
    this.#columns.forEach((column, d) => {
      if (column.kind === 'category') return;
      const mean = center?.[d] ?? 0.5;
      const deviation = this.#deviation(k, d);
      log -= logNormalMass((0 - mean) / deviation, (1 - mean) / deviation);
      if (column.kind === 'real') log += logNormalDensity(0) - Math.log(deviation);
    });
    return log;
  }

  /** The prior's kernel, the last, is as wide as the range. */
  #deviation(k: number, d: number): number {
    return k < this.#rows.length ? (this.#deviations[d] as number) : 1;
  }
}

function logSumExp(logs: Float64Array): number {
  let top = -Infinity;
  for (const log of logs) if (log > top) top = log;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - top);
  return top + Math.log(sum);
}
