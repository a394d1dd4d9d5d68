import { MarginalLikelihood, fromVector, toVector } from './likelihood.ts';
import type { Hyperparameters } from './likelihood.ts';
import type { Rows } from './matern.ts';
import { minimize } from './minimize.ts';

/** Variances are of standardised values. */
const LEAST_NOISE = 1e-6;
const MOST_ITERATIONS = 30;

/**
 * The settings of the largest posterior density, by L-BFGS over their logarithms. The priors are those of Optuna's
 * GPSampler: relevances near 1 with heavy tails, a variance near 1, little noise.
 */
export function fitHyperparameters(rows: Rows, y: Float64Array): Hyperparameters {
  const d = rows.features.length;
  const likelihood = new MarginalLikelihood(rows, y);
  const bounds = (relevance: number, variance: number, noise: number): Float64Array =>
    Float64Array.from({ length: d + 2 }, (_, i) => Math.log(i < d ? relevance : i === d ? variance : noise));
  const { x } = minimize(
    (theta, gradient) => {
      const fit = likelihood.at(theta, gradient);
      if (fit === -Infinity) return Infinity;
      let prior = 0;
      for (let f = 0; f < d; f++) {
        const a = Math.exp(theta[f] as number);
        prior -= 0.1 / a + 0.1 * a;
        (gradient[f] as number) += 0.1 / a - 0.1 * a;
      }
      const [v, s] = [Math.exp(theta[d] as number), Math.exp(theta[d + 1] as number)];
      prior += (theta[d] as number) - v; // Gamma(2, 1)
      (gradient[d] as number) += 1 - v;
      prior += 0.1 * (theta[d + 1] as number) - 30 * s; // Gamma(1.1, 30)
      (gradient[d + 1] as number) += 0.1 - 30 * s;
      for (let i = 0; i < gradient.length; i++) gradient[i] = -(gradient[i] as number);
      return -(fit + prior);
    },
    toVector({ relevance: new Float64Array(d).fill(2), variance: 1, noise: 1e-3 }),
    {
      low: bounds(1e-3, 1e-2, LEAST_NOISE),
      high: bounds(1e4, 1e2, 1),
      maxIterations: MOST_ITERATIONS,
      tolerance: 1e-2,
      leastGain: 1e-5,
    },
  );
  return fromVector(x);
}
