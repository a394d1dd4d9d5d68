import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Learning rates and weights; they depend on the number of parameters and of trials per generation alone. */
interface Rates {
  readonly parents: number;
  readonly weights: readonly number[];
  readonly parentsEffective: number;
  readonly c1: number;
  readonly cMu: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cC: number;
  readonly chi: number;
}

/** Keeps a division from zero, as cmaes does. */
const EPSILON = 1e-8;

/** Trials per generation that Hansen recommends. */
export function defaultPopulation(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

/**
 * The distribution that CMA-ES draws from, and its update: (μ/μ_w, λ) with cumulation, rank-one and rank-μ update and
 * negative weights (N. Hansen, "The CMA evolution strategy: a tutorial", arXiv 1604.00772, 2016).
 */
export class CmaState {
  readonly population: number;
  mean: Float64Array;
  sigma: number;
  covariance: Matrix;
  generation = 0;
  readonly #rates: Rates;
  #sigmaPath: Matrix;
  #covariancePath: Matrix;
  #eigen: { readonly vectors: Matrix; readonly scales: readonly number[] } | null = null;

  constructor(mean: Float64Array, sigma: number, population = defaultPopulation(mean.length)) {
    this.mean = Float64Array.from(mean);
    this.sigma = sigma;
    this.population = population;
    this.covariance = Matrix.eye(mean.length);
    this.#sigmaPath = Matrix.zeros(mean.length, 1);
    this.#covariancePath = Matrix.zeros(mean.length, 1);
    this.#rates = ratesOf(mean.length, population);
  }

  /** A copy that goes its own way. */
  clone(): CmaState {
    const copy = new CmaState(this.mean, this.sigma, this.population);
    copy.covariance = this.covariance.clone();
    copy.generation = this.generation;
    copy.#sigmaPath = this.#sigmaPath.clone();
    copy.#covariancePath = this.#covariancePath.clone();
    copy.#eigen = this.#eigen;
    return copy;
  }

  /** The point of the distribution that a standard normal vector becomes. */
  point(z: ArrayLike<number>): Float64Array {
    const { vectors, scales } = this.#decomposed();
    return this.mean.map((mean, i) => {
      let y = 0;
      for (let k = 0; k < scales.length; k++)
        y += vectors.get(i, k) * (scales[k] as number) * (z[k] as number);
      return mean + this.sigma * y;
    });
  }

  /** Whether the numbers are still numbers: a decomposition of others never ends. */
  isFinite(): boolean {
    const values = [this.sigma, ...this.mean, ...this.covariance.to1DArray()];
    return values.every((value) => Number.isFinite(value));
  }

  /** The longest and the shortest deviation. */
  extent(): { readonly longest: number; readonly shortest: number } {
    const { scales } = this.#decomposed();
    return { longest: this.sigma * Math.max(...scales), shortest: this.sigma * Math.min(...scales) };
  }

  /** One generation's points, the best first. */
  tell(points: readonly Float64Array[]): void {
    const d = this.mean.length;
    const { parents, weights, parentsEffective, c1, cMu, cSigma, dSigma, cC, chi } = this.#rates;
    this.generation++;
    const inverseRoot = this.#inverseRoot();
    const steps = points.map((point) =>
      Matrix.columnVector(Array.from(point, (x, i) => (x - (this.mean[i] as number)) / this.sigma)),
    );
    const step = Matrix.zeros(d, 1);
    for (let k = 0; k < parents; k++) step.add(Matrix.mul(steps[k] as Matrix, weights[k] as number));
    this.mean = this.mean.map((mean, i) => mean + this.sigma * step.get(i, 0));

    this.#sigmaPath = Matrix.mul(this.#sigmaPath, 1 - cSigma).add(
      inverseRoot.mmul(step).mul(Math.sqrt(cSigma * (2 - cSigma) * parentsEffective)),
    );
    const length = this.#sigmaPath.norm('frobenius');
    this.sigma = Math.min(1e32, this.sigma * Math.exp((cSigma / dSigma) * (length / chi - 1)));

    const grown = length / Math.sqrt(1 - (1 - cSigma) ** (2 * (this.generation + 1)));
    const keeps = grown < (1.4 + 2 / (d + 1)) * chi ? 1 : 0;
    this.#covariancePath = Matrix.mul(this.#covariancePath, 1 - cC).add(
      Matrix.mul(step, keeps * Math.sqrt(cC * (2 - cC) * parentsEffective)),
    );

    const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
    const kept = 1 + c1 * (1 - keeps) * cC * (2 - cC) - c1 - cMu * weightSum;
    const next = Matrix.mul(this.covariance, kept).add(
      this.#covariancePath.mmul(this.#covariancePath.transpose()).mul(c1),
    );
    steps.forEach((one, k) => {
      const weight = weights[k] as number;
      const scaled =
        weight >= 0 ? weight : (weight * d) / (inverseRoot.mmul(one).norm('frobenius') ** 2 + EPSILON);
      next.add(one.mmul(one.transpose()).mul(cMu * scaled));
    });
    this.covariance = next;
    this.#eigen = null;
  }

  #decomposed(): { readonly vectors: Matrix; readonly scales: readonly number[] } {
    if (this.#eigen) return this.#eigen;
    const symmetric = Matrix.add(this.covariance, this.covariance.transpose()).mul(0.5);
    const found = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
    const scales = found.realEigenvalues.map((value) => Math.sqrt(value < 0 ? EPSILON : value));
    const vectors = found.eigenvectorMatrix;
    this.covariance = vectors.mmul(Matrix.diag(scales.map((scale) => scale ** 2))).mmul(vectors.transpose());
    this.#eigen = { vectors, scales };
    return this.#eigen;
  }

  #inverseRoot(): Matrix {
    const { vectors, scales } = this.#decomposed();
    return vectors.mmul(Matrix.diag(scales.map((scale) => 1 / scale))).mmul(vectors.transpose());
  }
}

function ratesOf(d: number, population: number): Rates {
  const parents = Math.floor(population / 2);
  const raw = Array.from({ length: population }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const effective = (part: readonly number[]): number =>
    part.reduce((sum, w) => sum + w, 0) ** 2 / part.reduce((sum, w) => sum + w * w, 0);
  const parentsEffective = effective(raw.slice(0, parents));
  const othersEffective = effective(raw.slice(parents));
  const c1 = 2 / ((d + 1.3) ** 2 + parentsEffective);
  const cMu = Math.min(
    1 - c1 - 1e-8,
    (2 * (parentsEffective - 2 + 1 / parentsEffective)) / ((d + 2) ** 2 + parentsEffective),
  );
  const negative = Math.min(
    1 + c1 / cMu,
    1 + (2 * othersEffective) / (parentsEffective + 2),
    (1 - c1 - cMu) / (d * cMu),
  );
  const positiveSum = raw.reduce((sum, w) => sum + Math.max(0, w), 0);
  const negativeSum = raw.reduce((sum, w) => sum + Math.max(0, -w), 0);
  const cSigma = (parentsEffective + 2) / (d + parentsEffective + 5);
  return {
    parents,
    weights: raw.map((w) => (w >= 0 ? w / positiveSum : (w * negative) / negativeSum)),
    parentsEffective,
    c1,
    cMu,
    cSigma,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((parentsEffective - 1) / (d + 1)) - 1) + cSigma,
    cC: (4 + parentsEffective / d) / (d + 4 + (2 * parentsEffective) / d),
    chi: Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d)),
  };
}
