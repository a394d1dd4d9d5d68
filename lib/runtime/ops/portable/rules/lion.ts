import type { ArrayRule } from './rule.ts';

/** Lion; memory `momentum`. */
export function lionRule({ beta1, beta2 }: { readonly beta1: number; readonly beta2: number }): ArrayRule {
  return ({ weights, slots, gradient, scale, learningRate }) => {
    const [momentum] = slots as readonly [Float32Array];
    for (let i = 0; i < weights.length; i++) {
      const g = (gradient[i] as number) * scale;
      const m = momentum[i] as number;
      weights[i] = (weights[i] as number) - learningRate * Math.sign(beta1 * m + (1 - beta1) * g);
      momentum[i] = beta2 * m + (1 - beta2) * g;
    }
  };
}
