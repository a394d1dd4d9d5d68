import type { ArrayRule } from './rule.ts';

/** RMSProp; memory `square`, and `momentum` where there is one. */
export function rmspropRule(options: {
  readonly decay: number;
  readonly epsilon: number;
  readonly momentum: number;
}): ArrayRule {
  const { decay, epsilon, momentum } = options;
  return ({ weights, slots, gradient, scale, learningRate }) => {
    const [square, sum] = slots as readonly [Float32Array, Float32Array?];
    for (let i = 0; i < weights.length; i++) {
      const g = (gradient[i] as number) * scale;
      const mean = decay * (square[i] as number) + (1 - decay) * g * g;
      square[i] = mean;
      let along = g / (Math.sqrt(mean) + epsilon);
      if (sum !== undefined) sum[i] = along = momentum * (sum[i] as number) + along;
      weights[i] = (weights[i] as number) - learningRate * along;
    }
  };
}
