import { arithmetic, type ResourceRule } from './rule.ts';

/**
 * RMSProp; memory `square`, and `momentum` where there is one. Not `ResourceApplyRMSProp`: it adds epsilon inside the root
 * and keeps the learning rate inside the momentum, which is another algorithm once the rate changes.
 */
export function rmspropRule(options: {
  readonly decay: number;
  readonly epsilon: number;
  readonly momentum: number;
}): ResourceRule {
  const { decay, epsilon, momentum } = options;
  return (update) => {
    const { scratch, variable, slots, gradient, learningRate, scalar } = update;
    const { op, mix } = arithmetic(update);
    const [square, sum] = slots;
    if (square === undefined) return;
    const mean = mix(decay, square.take(scratch), 1 - decay, op('Square', gradient));
    square.put(mean);
    let along = op('RealDiv', gradient, op('AddV2', op('Sqrt', mean), scalar(epsilon)));
    if (sum !== undefined) {
      along = mix(momentum, sum.take(scratch), 1, along);
      sum.put(along);
    }
    variable.subtract(op('Mul', along, scalar(learningRate)));
  };
}
