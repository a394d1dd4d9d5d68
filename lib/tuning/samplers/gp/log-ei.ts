import { erfc } from '../tpe/normal.ts';

const LOG_SQRT_2PI = 0.9189385332046727;
const SQRT_2PI = Math.sqrt(2 * Math.PI);
/** Terms of the continued fraction: enough for 1e-10 at its worst place. */
const TERMS = 160;

/** log h(z) with h(z) = φ(z) + z Φ(z), and h′/h = Φ/h, without cancellation in the tail. */
export function logH(z: number): { readonly value: number; readonly ratio: number } {
  if (z > -1) {
    const density = Math.exp(-0.5 * z * z) / SQRT_2PI;
    const mass = 0.5 * erfc(-z / Math.SQRT2);
    const h = density + z * mass;
    return { value: Math.log(h), ratio: mass / h };
  }
  // Mills' ratio: Φ(z)/φ(z) = 1/(t + 1/(t + 2/(t + …))) with t = −z, so h/φ = 1 − t · ratio = c/(t + c).
  const t = -z;
  let c = 0;
  for (let k = TERMS; k >= 2; k--) c = k / (t + c);
  c = 1 / (t + c);
  return { value: -0.5 * z * z - LOG_SQRT_2PI + Math.log(c / (t + c)), ratio: 1 / c };
}

/**
 * The logarithm of the expected improvement below `best` (Ament et al. 2023, "Unexpected improvements to expected
 * improvement"), and its derivatives by mean and variance. Unlike the expected improvement it has a slope where
 * improvement is all but impossible.
 */
export function logExpectedImprovement(
  mean: number,
  variance: number,
  best: number,
): { readonly value: number; readonly byMean: number; readonly byVariance: number } {
  const deviation = Math.sqrt(variance);
  const z = (best - mean) / deviation;
  const { value, ratio } = logH(z);
  // EI = σ h(z): ∂EI/∂μ = −Φ, ∂EI/∂σ = φ = h − zΦ.
  return {
    value: value + Math.log(deviation),
    byMean: -ratio / deviation,
    byVariance: (1 - z * ratio) / (2 * variance),
  };
}
