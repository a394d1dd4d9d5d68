import { cholesky, inverseOf, solveLower, solveUpper } from './cholesky.ts';
import { differences } from './matern.ts';
import type { Rows } from './matern.ts';

/** A Gaussian process' settings, all positive. */
export interface Hyperparameters {
  /** One over the squared length scale of each feature. */
  readonly relevance: Float64Array;
  /** Variance of the function. */
  readonly variance: number;
  /** Variance of the noise. */
  readonly noise: number;
}

const HALF_LOG_2PI = 0.9189385332046727;

/** The logarithms of all settings in one vector: relevances, variance, noise. */
export function toVector({ relevance, variance, noise }: Hyperparameters): Float64Array {
  return Float64Array.from([...relevance, variance, noise], Math.log);
}

export function fromVector(theta: Float64Array): Hyperparameters {
  const d = theta.length - 2;
  return {
    relevance: theta.slice(0, d).map(Math.exp),
    variance: Math.exp(theta[d] as number),
    noise: Math.exp(theta[d + 1] as number),
  };
}

/**
 * The logarithm of the marginal likelihood of `y` under a Gaussian process of mean 0 with Matérn 5/2 and one length scale per
 * feature (Rasmussen & Williams 2006, eq. 5.8 and 5.9), as a function of the settings' logarithms, with its gradient.
 */
export class MarginalLikelihood {
  readonly #n: number;
  readonly #d: number;
  readonly #y: Float64Array;
  /** Squared differences of all pairs i > j. */
  readonly #pairs: Float64Array;
  readonly #slopes: Float64Array;
  readonly #matrix: Float64Array;
  readonly #inverse: Float64Array;
  readonly #room: Float64Array;

  constructor(rows: Rows, y: Float64Array) {
    const [n, d] = [rows.count, rows.features.length];
    this.#n = n;
    this.#d = d;
    this.#y = y;
    this.#pairs = new Float64Array(((n * (n - 1)) / 2) * d);
    this.#slopes = new Float64Array((n * (n - 1)) / 2);
    this.#matrix = new Float64Array(n * n);
    this.#inverse = new Float64Array(n * n);
    this.#room = new Float64Array(n * n);
    let at = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++, at += d) differences(rows, i, j, this.#pairs, at);
  }

  /** −Infinity where the matrix is not positive definite in floating point. */
  at(theta: Float64Array, gradient: Float64Array): number {
    const [n, d] = [this.#n, this.#d];
    const { relevance, variance, noise } = fromVector(theta);
    const k = this.#matrix;
    for (let i = 0, pair = 0; i < n; i++) {
      for (let j = 0; j < i; j++, pair++) {
        let r2 = 0;
        for (let f = 0; f < d; f++) r2 += (relevance[f] as number) * (this.#pairs[pair * d + f] as number);
        // Matérn and its slope out of one exponential.
        const s = Math.sqrt(5 * r2);
        const e = Math.exp(-s);
        k[i * n + j] = variance * (1 + s + (s * s) / 3) * e;
        this.#slopes[pair] = (-5 / 6) * (1 + s) * e;
      }
      k[i * n + i] = variance + noise;
    }
    gradient.fill(0);
    if (!cholesky(k, n)) return -Infinity;
    const alpha = Float64Array.from(this.#y);
    solveLower(k, n, alpha);
    solveUpper(k, n, alpha);
    let value = -n * HALF_LOG_2PI;
    for (let i = 0; i < n; i++)
      value -= 0.5 * (this.#y[i] as number) * (alpha[i] as number) + Math.log(k[i * n + i] as number);
    this.#addGradient(gradient, alpha, inverseOf(k, n, this.#inverse, this.#room), {
      relevance,
      variance,
      noise,
    });
    return value;
  }

  #addGradient(
    gradient: Float64Array,
    alpha: Float64Array,
    inverse: Float64Array,
    { relevance, variance, noise }: Hyperparameters,
  ): void {
    const [n, d] = [this.#n, this.#d];
    let trace = 0; // of (αα′ − K⁻¹)
    for (let i = 0; i < n; i++) trace += (alpha[i] as number) ** 2 - (inverse[i * n + i] as number);
    // tr((αα′ − K⁻¹) K) without the noise's part is n's share of the fit: ∂ by log variance follows without another sum.
    let fit = 0;
    for (let i = 0; i < n; i++) fit += (this.#y[i] as number) * (alpha[i] as number);
    gradient[d] = 0.5 * (fit - n - noise * trace);
    gradient[d + 1] = 0.5 * noise * trace;
    for (let i = 0, pair = 0; i < n; i++)
      for (let j = 0; j < i; j++, pair++) {
        const weight =
          variance *
          ((alpha[i] as number) * (alpha[j] as number) - (inverse[i * n + j] as number)) *
          (this.#slopes[pair] as number);
        for (let f = 0; f < d; f++) (gradient[f] as number) += weight * (this.#pairs[pair * d + f] as number);
      }
    for (let f = 0; f < d; f++) (gradient[f] as number) *= relevance[f] as number;
  }
}
