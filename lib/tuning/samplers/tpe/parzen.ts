import type { Rng } from '../../../random/index.ts';
import type { Column } from './columns.ts';
import { logNormalDensity, logNormalMass, normalMass, truncatedNormal } from './normal.ts';

/** How wide the kernels are. */
export interface ParzenOptions {
  /** Weight of the prior kernel, which covers the whole space, beside the observations'. */
  readonly priorWeight: number;
  /** Deviation of a numeric kernel, in units of the range. A discrete column’s is at least half a cell wide. */
  readonly bandwidth: number;
}

/** One column of all kernels, laid out for the inner loops. */
interface Kernels {
  readonly column: Column;
  /** Of the observations' kernels; the prior's is 1, as wide as the range. */
  readonly deviation: number;
  /** Probability that a categorical kernel gives evenly to all choices. */
  readonly spread: number;
  /** Centre by observation. */
  readonly means: Float64Array;
  /** A discrete column's distinct centres, and which of them each observation has: few cells, many observations. */
  readonly levels: readonly number[];
  readonly levelOf: Int32Array;
  /** The logarithm of the mass in a cell so many even cells away; NaN where nobody has asked yet. */
  readonly byDistance: Float64Array;
}

const NO_LEVELS = new Int32Array(0);
const NO_MASSES = new Float64Array(0);
/** Below this, e^x adds nothing to a sum that holds a 1. */
const NEGLIGIBLE = -40;

/**
 * A multivariate Parzen estimator (Bergstra et al. 2011; Falkner et al. 2018; Watanabe 2023): a mixture with one product
 * kernel per observation and one prior kernel. Real numbers get normals truncated to the range, discrete numbers the
 * normal's mass in their cell, categories an Aitchison-Aitken kernel.
 */
export class ParzenEstimator {
  readonly #kernels: readonly Kernels[];
  readonly #count: number;
  /** Cumulative weights, the prior last; ends at 1. */
  readonly #cumulative: Float64Array;
  /** Per kernel: the logarithm of its weight and of everything that does not depend on the point. */
  readonly #constant: Float64Array;
  readonly #logs: Float64Array;

  constructor(
    columns: readonly Column[],
    rows: readonly Float64Array[],
    weights: readonly number[],
    options: ParzenOptions,
  ) {
    this.#count = rows.length;
    this.#kernels = columns.map((column, d) => kernelsOf(column, d, rows, options.bandwidth));
    let total = options.priorWeight;
    for (const weight of weights) total += weight;
    this.#cumulative = new Float64Array(rows.length + 1);
    this.#constant = new Float64Array(rows.length + 1).fill(1);
    this.#logs = new Float64Array(rows.length + 1);
    for (const kernels of this.#kernels) multiplyByMassInside(this.#constant, kernels);
    let sum = 0;
    for (let k = 0; k <= rows.length; k++) {
      const weight = (k < rows.length ? (weights[k] as number) : options.priorWeight) / total;
      sum += weight;
      this.#cumulative[k] = sum;
      this.#constant[k] = Math.log(weight / (this.#constant[k] as number));
    }
    for (const { column, deviation } of this.#kernels)
      if (column.kind === 'real') {
        const own = logNormalDensity(0) - Math.log(deviation);
        for (let k = 0; k < rows.length; k++) (this.#constant[k] as number) += own;
        (this.#constant[rows.length] as number) += logNormalDensity(0);
      }
  }

  /** One row: a kernel by its weight, then a draw of each column from it. */
  sample(rng: Rng): Float64Array {
    const u = rng.float();
    let k = 0;
    while (k < this.#count && (this.#cumulative[k] as number) <= u) k++;
    const isPrior = k === this.#count;
    const row = new Float64Array(this.#kernels.length);
    for (let d = 0; d < row.length; d++) {
      const { column, deviation, spread, means } = this.#kernels[d] as Kernels;
      if (column.kind === 'category') {
        const anyChoice = isPrior || rng.float() < spread;
        row[d] = anyChoice ? rng.int(0, column.choices - 1) : (means[k] as number);
        continue;
      }
      const draw = truncatedNormal(isPrior ? 0.5 : (means[k] as number), isPrior ? 1 : deviation, rng);
      row[d] = column.kind === 'cells' ? column.snap(draw) : draw;
    }
    return row;
  }

  /** The logarithm of the density (of the mass, where a column is discrete). */
  logDensity(point: Float64Array): number {
    const logs = this.#logs;
    logs.set(this.#constant);
    for (let d = 0; d < this.#kernels.length; d++)
      addLogKernels(logs, this.#kernels[d] as Kernels, point[d] as number);
    return logSumExp(logs);
  }
}

function kernelsOf(column: Column, d: number, rows: readonly Float64Array[], bandwidth: number): Kernels {
  // Plain loops: Float64Array.from goes through an iterator, many times slower.
  const means = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) means[k] = (rows[k] as Float64Array)[d] as number;
  const levels: number[] = [];
  const levelOf = column.kind === 'cells' ? new Int32Array(rows.length) : NO_LEVELS;
  const isEven = column.kind === 'cells' && column.even && column.count <= 10_000;
  if (isEven)
    // The middle of a cell is (level + ½) / count.
    for (let k = 0; k < rows.length; k++) levelOf[k] = Math.floor((means[k] as number) * column.count);
  else if (column.kind === 'cells') {
    const known = new Map<number, number>();
    for (let k = 0; k < rows.length; k++) {
      const mean = means[k] as number;
      let level = known.get(mean);
      if (level === undefined) known.set(mean, (level = levels.push(mean) - 1));
      levelOf[k] = level;
    }
  }
  // Each choice gets 1/(n+1) of an observation: the more is known, the less is spread.
  const extra = column.kind === 'category' && column.choices > 1 ? column.choices / (rows.length + 1) : 0;
  return {
    column,
    // Narrower than half a cell, a kernel on a small integer would never leave it.
    deviation: column.kind === 'cells' ? Math.max(bandwidth, 0.5 / column.count) : bandwidth,
    spread: extra / (1 + extra),
    means,
    levels,
    levelOf,
    byDistance: isEven ? new Float64Array(column.count).fill(NaN) : NO_MASSES,
  };
}

/** How much of each kernel's normal lies inside the range: what truncation divides by. The prior's is the last. */
function multiplyByMassInside(masses: Float64Array, { column, deviation, means }: Kernels): void {
  if (column.kind === 'category') return;
  for (let k = 0; k < means.length; k++) {
    const mean = means[k] as number;
    (masses[k] as number) *= normalMass(-mean / deviation, (1 - mean) / deviation);
  }
  (masses[means.length] as number) *= normalMass(-0.5, 0.5);
}

/** Adds one column's part at `x` to each kernel's logarithm; the prior's is the last. */
function addLogKernels(logs: Float64Array, kernels: Kernels, x: number): void {
  const { column, deviation, spread, means } = kernels;
  const count = means.length;
  if (column.kind === 'real') {
    const scale = -0.5 / (deviation * deviation);
    for (let k = 0; k < count; k++) {
      const distance = x - (means[k] as number);
      (logs[k] as number) += scale * distance * distance;
    }
    (logs[count] as number) += -0.5 * (x - 0.5) * (x - 0.5);
  } else if (column.kind === 'cells') {
    const [start, end] = column.cell(x);
    if (kernels.byDistance.length > 0) addEvenCells(logs, kernels, Math.floor(x * column.count));
    else {
      const { levels, levelOf } = kernels;
      const byLevel = levels.map((mean) =>
        logNormalMass((start - mean) / deviation, (end - mean) / deviation),
      );
      for (let k = 0; k < count; k++) (logs[k] as number) += byLevel[levelOf[k] as number] as number;
    }
    (logs[count] as number) += logNormalMass(start - 0.5, end - 0.5);
  } else {
    const share = spread / column.choices;
    const [same, other] = [Math.log(1 - spread + share), Math.log(share)];
    for (let k = 0; k < count; k++) (logs[k] as number) += means[k] === x ? same : other;
    (logs[count] as number) -= Math.log(column.choices);
  }
}

/** Between even cells, a kernel's mass depends on their distance alone: it is computed once per distance. */
function addEvenCells(logs: Float64Array, { levelOf, byDistance, deviation }: Kernels, level: number): void {
  const width = 1 / byDistance.length / deviation;
  for (let k = 0; k < levelOf.length; k++) {
    const distance = Math.abs((levelOf[k] as number) - level);
    let mass = byDistance[distance] as number;
    if (mass !== mass)
      byDistance[distance] = mass = logNormalMass((distance - 0.5) * width, (distance + 0.5) * width);
    (logs[k] as number) += mass;
  }
}

function logSumExp(logs: Float64Array): number {
  let top = -Infinity;
  for (let k = 0; k < logs.length; k++) if ((logs[k] as number) > top) top = logs[k] as number;
  let sum = 0;
  for (let k = 0; k < logs.length; k++) {
    const below = (logs[k] as number) - top;
    if (below > NEGLIGIBLE) sum += Math.exp(below);
  }
  return top + Math.log(sum);
}
