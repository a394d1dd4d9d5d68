import { arithmetic, type ResourceRule } from './rule.ts';

/** Lion; memory `momentum`. TensorFlow has no operation of its own for it. */
export function lionRule({ beta1, beta2 }: { readonly beta1: number; readonly beta2: number }): ResourceRule {
  return (update) => {
    const { scratch, variable, slots, gradient, learningRate, scalar } = update;
    const { op, mix } = arithmetic(update);
    const [momentum] = slots;
    if (momentum === undefined) return;
    const m = momentum.take(scratch);
    variable.subtract(op('Mul', op('Sign', mix(beta1, m, 1 - beta1, gradient)), scalar(learningRate)));
    momentum.put(mix(beta2, m, 1 - beta2, gradient));
  };
}
