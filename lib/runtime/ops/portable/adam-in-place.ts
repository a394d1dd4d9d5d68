import type { AdamFactors, AdamOptions } from '../optimizer.ts';

/** Weights and their two moments, all of one length. */
export interface AdamArrays {
  readonly weights: Float32Array;
  readonly m: Float32Array;
  readonly v: Float32Array;
}

/** Where the gradient of a stretch of weights lies. */
export interface GradientPart {
  readonly values: Float32Array;
  /** Index of its first element. */
  readonly from: number;
  /** Multiplies it (clipping); 1 leaves it as it is. */
  readonly scale: number;
}

/** One Adam update of `count` weights from index `at` on, in double precision, rounded when stored. */
export function adamInPlace(
  { weights, m, v }: AdamArrays,
  at: number,
  { values, from, scale }: GradientPart,
  count: number,
  { beta1, beta2 }: AdamOptions,
  { stepSize, epsilon }: AdamFactors,
): void {
  for (let k = 0; k < count; k++) {
    const i = at + k;
    const g = (values[from + k] as number) * scale;
    const mean = beta1 * (m[i] as number) + (1 - beta1) * g;
    const square = beta2 * (v[i] as number) + (1 - beta2) * g * g;
    m[i] = mean;
    v[i] = square;
    weights[i] = (weights[i] as number) - (stepSize * mean) / (Math.sqrt(square) + epsilon);
  }
}
