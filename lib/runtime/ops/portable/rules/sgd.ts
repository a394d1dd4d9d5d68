import type { ArrayRule } from './rule.ts';

/** Gradient descent; memory `momentum` where there is one. */
export function sgdRule({
  momentum,
  nesterov,
}: {
  readonly momentum: number;
  readonly nesterov: boolean;
}): ArrayRule {
  return ({ weights, slots, gradient, scale, learningRate }) => {
    const [sum] = slots;
    for (let i = 0; i < weights.length; i++) {
      const g = (gradient[i] as number) * scale;
      let along = g;
      if (sum !== undefined) {
        const next = momentum * (sum[i] as number) + g;
        sum[i] = next;
        along = nesterov ? g + momentum * next : next;
      }
      weights[i] = (weights[i] as number) - learningRate * along;
    }
  };
}
