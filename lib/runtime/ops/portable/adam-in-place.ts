import type { AdamFactors, AdamOptions } from '../optimizer.ts';

/** Weights and their two moments, all of one length. */
export interface AdamArrays {
  readonly weights: Float32Array;
  readonly m: Float32Array;
  readonly v: Float32Array;
}

/**
 * One Adam update, in double precision, rounded when stored.
 *
 * @param scale multiplies the gradient (clipping); 1 leaves it as it is
 */
export function adamInPlace(
  { weights, m, v }: AdamArrays,
  gradient: Float32Array,
  scale: number,
  { beta1, beta2 }: AdamOptions,
  { stepSize, epsilon }: AdamFactors,
): void {
  for (let i = 0; i < weights.length; i++) {
    const g = (gradient[i] as number) * scale;
    const mean = beta1 * (m[i] as number) + (1 - beta1) * g;
    const square = beta2 * (v[i] as number) + (1 - beta2) * g * g;
    m[i] = mean;
    v[i] = square;
    weights[i] = (weights[i] as number) - (stepSize * mean) / (Math.sqrt(square) + epsilon);
  }
}
