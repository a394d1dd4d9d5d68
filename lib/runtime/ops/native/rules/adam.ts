import { adamFactors, type AdamOptions } from '../../optimizer.ts';
import type { ResourceRule } from './rule.ts';

/** Adam in one native operation, `ResourceApplyAdam`, which updates weights and moments in place; memory `m` and `v`. */
export function adamRule(options: AdamOptions): ResourceRule {
  return ({ eager, variable, slots, gradient, learningRate, step, scalar }) => {
    const factors = adamFactors(options, learningRate, step);
    const scalars = [
      ...[factors.beta1Power, factors.beta2Power, learningRate],
      ...[options.beta1, options.beta2, factors.epsilon],
    ].map(scalar);
    const resources = [variable, ...slots].map(({ resource }) => resource);
    const attributes = [eager.float, eager.bool('use_locking', false), eager.bool('use_nesterov', false)];
    eager.execute('ResourceApplyAdam', attributes, [...resources, ...scalars, gradient], 0);
  };
}
