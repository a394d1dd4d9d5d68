import type { ResourceRule } from './rule.ts';

/** Gradient descent in one native operation; memory `momentum` where there is one. */
export function sgdRule({
  momentum,
  nesterov,
}: {
  readonly momentum: number;
  readonly nesterov: boolean;
}): ResourceRule {
  return ({ eager, variable, slots, gradient, learningRate, scalar }) => {
    const [sum] = slots;
    const unlocked = eager.bool('use_locking', false);
    const rate = scalar(learningRate);
    if (sum === undefined)
      eager.execute(
        'ResourceApplyGradientDescent',
        [eager.float, unlocked],
        [variable.resource, rate, gradient],
        0,
      );
    else
      eager.execute(
        'ResourceApplyMomentum',
        [eager.float, unlocked, eager.bool('use_nesterov', nesterov)],
        [variable.resource, sum.resource, rate, gradient, scalar(momentum)],
        0,
      );
  };
}
