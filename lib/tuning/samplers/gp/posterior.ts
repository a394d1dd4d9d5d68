import { FailureError } from '../../../errors/index.ts';
import { cholesky, inverseOf, solveLower, solveUpper } from './cholesky.ts';
import type { Hyperparameters } from './likelihood.ts';
import { differences, matern } from './matern.ts';
import type { Rows } from './matern.ts';

/** Mean and variance of the function (without noise) at a point, with their gradients by the point's numbers. */
export interface Prediction {
  mean: number;
  variance: number;
  readonly meanSlope: Float64Array;
  readonly varianceSlope: Float64Array;
}

/** Below this the variance is rounding. */
const LEAST_VARIANCE = 1e-12;

/** Share of the variance that is noise where a value is taken for certain: what rounding wants. */
const CERTAIN = 1e-6;

/** A Gaussian process given rows and their values (Rasmussen & Williams 2006, algorithm 2.1). */
export class Posterior {
  readonly #rows: Rows;
  readonly #settings: Hyperparameters;
  /** Noise of each row's value. */
  readonly #noise: Float64Array;
  readonly #factor: Float64Array;
  readonly #alpha: Float64Array;
  #inverse: Float64Array | null = null;
  readonly #k: Float64Array;
  readonly #slopes: Float64Array;
  readonly #v: Float64Array;

  /**
   * @param certain so many of the last rows have values without noise: nothing is left to learn beside them
   * @throws FailureError when the rows are too alike for so little noise
   */
  constructor(rows: Rows, y: Float64Array, settings: Hyperparameters, certain = 0) {
    const n = rows.count;
    this.#rows = rows;
    this.#settings = settings;
    this.#factor = new Float64Array(n * n);
    this.#k = new Float64Array(n);
    this.#slopes = new Float64Array(n);
    this.#v = new Float64Array(n);
    const { relevance, variance, noise } = settings;
    this.#noise = new Float64Array(n).fill(noise);
    this.#noise.fill(Math.min(noise, CERTAIN * variance), n - certain);
    const pair = new Float64Array(relevance.length);
    // Some noise more when rounding makes the matrix indefinite.
    for (let extra = 0; ; extra = extra === 0 ? 1e-10 * variance : extra * 10) {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) {
          differences(rows, i, j, pair, 0);
          let r2 = 0;
          for (let f = 0; f < pair.length; f++) r2 += (relevance[f] as number) * (pair[f] as number);
          this.#factor[i * n + j] = variance * matern(r2);
        }
        this.#factor[i * n + i] = variance + (this.#noise[i] as number) + extra;
      }
      if (cholesky(this.#factor, n)) break;
      if (extra > variance) throw new FailureError('The covariance of the trials is not positive definite.');
    }
    this.#alpha = Float64Array.from(y);
    solveLower(this.#factor, n, this.#alpha);
    solveUpper(this.#factor, n, this.#alpha);
  }

  /** Mean at each of the rows it was given, which noise keeps from their values. */
  means(y: Float64Array): Float64Array {
    return y.map((value, i) => value - (this.#noise[i] as number) * (this.#alpha[i] as number));
  }

  /** Mean and variance at a point. */
  predict(point: Float64Array): { readonly mean: number; readonly variance: number } {
    const n = this.#rows.count;
    const mean = this.#covariances(point);
    this.#v.set(this.#k);
    solveLower(this.#factor, n, this.#v);
    let explained = 0;
    for (let i = 0; i < n; i++) explained += (this.#v[i] as number) ** 2;
    return { mean, variance: Math.max(LEAST_VARIANCE, this.#settings.variance - explained) };
  }

  /** The same with gradients; those of categories are 0. */
  predictWithSlopes(point: Float64Array, into: Prediction): void {
    const { count: n, features, values } = this.#rows;
    const d = features.length;
    const { relevance, variance } = this.#settings;
    this.#inverse ??= inverseOf(this.#factor, n);
    into.mean = this.#covariances(point);
    let explained = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      const row = i * n;
      for (let j = 0; j < n; j++) sum += (this.#inverse[row + j] as number) * (this.#k[j] as number);
      this.#v[i] = sum;
      explained += sum * (this.#k[i] as number);
    }
    into.variance = Math.max(LEAST_VARIANCE, variance - explained);
    into.meanSlope.fill(0);
    into.varianceSlope.fill(0);
    for (let i = 0; i < n; i++) {
      const slope = 2 * variance * (this.#slopes[i] as number);
      const [byMean, byVariance] = [slope * (this.#alpha[i] as number), -2 * slope * (this.#v[i] as number)];
      for (let f = 0; f < d; f++) {
        if (features[f] === 'category') continue;
        const part = (relevance[f] as number) * ((point[f] as number) - (values[i * d + f] as number));
        (into.meanSlope[f] as number) += byMean * part;
        (into.varianceSlope[f] as number) += byVariance * part;
      }
    }
  }

  /** Fills the covariances of a point with all rows and the kernel's slopes; returns the mean. */
  #covariances(point: Float64Array): number {
    const { count, features, values } = this.#rows;
    const d = features.length;
    const { relevance, variance } = this.#settings;
    let mean = 0;
    for (let i = 0; i < count; i++) {
      let r2 = 0;
      for (let f = 0; f < d; f++) {
        const difference = (point[f] as number) - (values[i * d + f] as number);
        r2 +=
          (relevance[f] as number) *
          (features[f] === 'category' ? (difference === 0 ? 0 : 1) : difference * difference);
      }
      // Both out of one exponential: this is the inner loop of the search for the next trial.
      const s = Math.sqrt(5 * r2);
      const e = Math.exp(-s);
      const k = variance * (1 + s + (s * s) / 3) * e;
      this.#k[i] = k;
      this.#slopes[i] = (-5 / 6) * (1 + s) * e;
      mean += k * (this.#alpha[i] as number);
    }
    return mean;
  }
}
