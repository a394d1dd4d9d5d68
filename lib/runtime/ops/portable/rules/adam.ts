import { adamFactors, type AdamOptions } from '../../optimizer.ts';
import type { ArrayRule } from './rule.ts';

/** Adam; memory `m` and `v`. */
export function adamRule(options: AdamOptions): ArrayRule {
  const { beta1, beta2 } = options;
  return ({ weights, slots, gradient, scale, learningRate, step }) => {
    const [m, v] = slots as readonly [Float32Array, Float32Array];
    const { stepSize, epsilon } = adamFactors(options, learningRate, step);
    for (let i = 0; i < weights.length; i++) {
      const g = (gradient[i] as number) * scale;
      const mean = beta1 * (m[i] as number) + (1 - beta1) * g;
      const square = beta2 * (v[i] as number) + (1 - beta2) * g * g;
      m[i] = mean;
      v[i] = square;
      weights[i] = (weights[i] as number) - (stepSize * mean) / (Math.sqrt(square) + epsilon);
    }
  };
}
